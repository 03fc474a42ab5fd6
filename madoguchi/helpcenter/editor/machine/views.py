"""Asking for draft translations, seeing how they stand, and reading one beside its source."""

from __future__ import annotations

from typing import cast

from django.contrib.messages import error, success
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from madoguchi.ai.contract import WritingError
from madoguchi.ai.queries import writer
from madoguchi.helpcenter.actions.machine_drafts import (
    ask_for_machine_draft,
    confirm_machine_draft,
    source_of,
)
from madoguchi.helpcenter.contract import HelpcenterError
from madoguchi.helpcenter.models import Article
from madoguchi.helpcenter.queries.machine_drafts import draft_of, languages_of, side_by_side
from madoguchi.people.models import User

WRITE = "helpcenter.change_article"


def _author(request: HttpRequest) -> User:
    user = cast(User, request.user)
    if not user.has_perm(WRITE):
        raise PermissionDenied
    return user


@require_GET
def drafts(request: HttpRequest, article_id: int) -> HttpResponse:
    """Every language of an article, with a button for those that the machine may write."""
    _author(request)
    source = source_of(get_object_or_404(Article, pk=article_id))
    name, problem = "", ""
    try:
        chosen = writer()
        name = chosen.name if chosen else ""
    except WritingError as wrong:
        problem = str(wrong)
    return render(
        request,
        "helpcenter/machine/drafts.html",
        {"source": source, "languages": languages_of(source), "writer": name, "problem": problem},
    )


@require_POST
def ask(request: HttpRequest, article_id: int) -> HttpResponse:
    user = _author(request)
    get_object_or_404(Article, pk=article_id)
    try:
        ask_for_machine_draft(article_id=article_id, language=request.POST.get("language", ""), user=user)
    except HelpcenterError as problem:
        error(request, str(problem))
    else:
        success(
            request, _("Asked for. It usually takes less than a minute; this page shows when it is there.")
        )
    return redirect("helpcenter_machine:drafts", article_id)


@require_GET
def read(request: HttpRequest, article_id: int) -> HttpResponse:
    """What the machine wrote, as it stands now, beside what it was written from."""
    _author(request)
    article = get_object_or_404(Article, pk=article_id)
    if article.unread_from is None:
        return redirect(edit_url(article))
    source = source_of(article)
    return render(
        request,
        "helpcenter/machine/read.html",
        {
            "article": article,
            "source": source,
            "draft": draft_of(article),
            "rows": side_by_side(source, article),
            "revision": article.latest_revision_id,
            "edit": edit_url(article),
        },
    )


@require_POST
def confirm(request: HttpRequest, article_id: int) -> HttpResponse:
    user = _author(request)
    article = get_object_or_404(Article, pk=article_id)
    revision = request.POST.get("revision", "")
    if not request.POST.get("read"):
        error(request, _("Tick that you have read it: from then on you answer for it."))
        return redirect("helpcenter_machine:read", article_id)
    try:
        confirm_machine_draft(
            article_id=article_id,
            revision_id=int(revision)
            if revision.isascii() and revision.isdigit() and len(revision) < 19
            else 0,
            user=user,
        )
    except HelpcenterError as problem:
        error(request, str(problem))
        return redirect("helpcenter_machine:read", article_id)
    success(request, _("Confirmed. The translation can be published now."))
    return redirect(edit_url(article))


def edit_url(article: Article) -> str:
    return reverse(article.snippet_viewset.get_url_name("edit"), args=[article.pk])
