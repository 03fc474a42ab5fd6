"""The synonyms of each language: seen and tried by every author, changed by those who may publish."""

from __future__ import annotations

from typing import cast

from django.contrib.messages import error, success
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from madoguchi.helpcenter.actions.synonyms import change_synonyms, remove_synonyms, restore_synonyms
from madoguchi.helpcenter.contract import Audience, HelpcenterError
from madoguchi.languages import BY_CODE, CODES, LANGUAGES
from madoguchi.people.models import User
from madoguchi.search.contract import Query
from madoguchi.search.queries import concepts, groups_said, search_articles, synonym_table

SEE, CHANGE = "helpcenter.change_article", "helpcenter.publish_article"
QUERY_CHARACTERS = 200


@require_GET
def table(request: HttpRequest, language: str = CODES[0]) -> HttpResponse:
    """The groups, and what a query that was typed in finds with them now."""
    user = _user(request, SEE)
    if language not in BY_CODE:
        raise Http404
    typed = request.GET.get("q", "")[:QUERY_CHARACTERS].replace("\0", " ").strip()
    typed = typed.encode("utf-8", "replace").decode()
    there, gone = synonym_table(language)
    found = None
    if typed:
        everybody = frozenset(str(audience) for audience in Audience)
        found = search_articles(Query(typed, language, audiences=everybody))
    return render(
        request,
        "helpcenter/synonyms/table.html",
        {
            "language": language,
            "languages": LANGUAGES,
            "groups": there,
            "gone": gone,
            "concepts": concepts(),
            "may_change": user.has_perm(CHANGE),
            "typed": typed,
            "found": found,
            "said": groups_said(typed, language) if typed else [],
        },
    )


@require_POST
def change(request: HttpRequest, language: str) -> HttpResponse:
    """Add, change, take away or put back one group, as the button says."""
    user = _user(request, CHANGE)
    concept, do = request.POST.get("concept", ""), request.POST.get("do", "")
    try:
        if do in ("add", "change"):
            words = request.POST.get("words", "")
            concept = change_synonyms(
                language=language, concept=concept, words=words, user=user, new=do == "add"
            )
            success(request, _("Saved: searches use it from now on."))
        elif do == "remove":
            remove_synonyms(language=language, concept=concept, user=user)
            success(request, _("Taken away."))
        elif do == "restore":
            restore_synonyms(language=language, concept=concept, user=user)
            success(request, _("As it was at first."))
    except HelpcenterError as problem:
        error(request, str(problem))
    if language not in BY_CODE:
        raise Http404
    return redirect("helpcenter_synonyms:table", language)


def _user(request: HttpRequest, right: str) -> User:
    user = cast(User, request.user)
    if not user.has_perm(right):
        raise PermissionDenied
    return user
