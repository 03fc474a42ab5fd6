"""Asking for draft translations, seeing how they stand, and reading one beside its source."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from madoguchi.ai.contract import WritingError
from madoguchi.ai.queries import writer
from madoguchi.helpcenter.actions.machine_drafts import (
    ask_for_machine_draft,
    confirm_machine_draft,
    source_of,
)
from madoguchi.helpcenter.contract import HelpcenterError
from madoguchi.helpcenter.editor.pages import doing, edit_address, looking, page
from madoguchi.helpcenter.models import Article
from madoguchi.helpcenter.queries.machine_drafts import draft_of, languages_of, side_by_side
from madoguchi.people.contract import Staff


@looking
def drafts(request: HttpRequest, staff: Staff, article_id: int) -> HttpResponseBase:
    """Every language of an article, with a button for those that the machine may write."""
    source = source_of(get_object_or_404(Article, pk=article_id))
    name, problem = "", ""
    try:
        chosen = writer()
        name = chosen.name if chosen else ""
    except WritingError as wrong:
        problem = str(wrong)
    return page(
        request,
        "machine_drafts",
        _("Machine drafts: %(title)s") % {"title": source.title},
        above=_above(source),
        languages=languages_of(source),
        source=source,
        writer=name,
        problem=problem,
    )


@doing
def ask(request: HttpRequest, staff: Staff, article_id: int) -> HttpResponseBase:
    get_object_or_404(Article, pk=article_id)
    ask_for_machine_draft(article_id=article_id, language=request.POST.get("language", ""), staff=staff)
    messages.success(
        request, _("Asked for. It usually takes less than a minute; this page shows when it is there.")
    )
    return redirect("helpcenter_machine:drafts", article_id)


@looking
def read(request: HttpRequest, staff: Staff, article_id: int) -> HttpResponseBase:
    """What the machine wrote, as it stands now, beside what it was written from."""
    article = get_object_or_404(Article, pk=article_id)
    if article.unread_from is None:
        return redirect(edit_address(article.pk))
    source = source_of(article)
    return page(
        request,
        "machine_read",
        _("Read and confirm: %(title)s") % {"title": article.title},
        above=(
            *_above(source),
            (reverse("helpcenter_machine:drafts", args=[source.pk]), _("Machine drafts")),
        ),
        article=article,
        source=source,
        draft=draft_of(article),
        pairs=side_by_side(source, article),
        revision=article.latest_revision_id,
    )


@doing
def confirm(request: HttpRequest, staff: Staff, article_id: int) -> HttpResponseBase:
    get_object_or_404(Article, pk=article_id)
    if not request.POST.get("read"):
        raise HelpcenterError(_("Tick that you have read it: from then on you answer for it."))
    revision = request.POST.get("revision", "")
    number = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 19 else 0
    confirm_machine_draft(article_id=article_id, revision_id=number, staff=staff)
    messages.success(request, _("Confirmed. The translation can be published now."))
    return redirect(edit_address(article_id))


def _above(source: Article) -> tuple[tuple[str, str], ...]:
    listing = reverse("wagtailsnippets_helpcenter_article:list")
    return ((listing, _("Articles")), (edit_address(source.pk), source.title))
