"""The synonyms of each language: seen and tried by every author, changed by those who may publish."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from madoguchi.core.text import storable
from madoguchi.helpcenter.actions.synonyms import change_synonyms, remove_synonyms, restore_synonyms
from madoguchi.helpcenter.contract import Audience
from madoguchi.helpcenter.editor.pages import doing, looking, page
from madoguchi.languages import BY_CODE, CODES, LANGUAGES
from madoguchi.people.contract import Permission, Staff
from madoguchi.search.contract import Query
from madoguchi.search.queries import concepts, groups_said, search_articles, synonym_table

QUERY_CHARACTERS = 200


@looking
def table(request: HttpRequest, staff: Staff, language: str = CODES[0]) -> HttpResponseBase:
    """The groups, and what a query that was typed in finds with them now."""
    if language not in BY_CODE:
        raise Http404
    typed = storable(request.GET.get("q", "")[:QUERY_CHARACTERS]).strip()
    there, gone = synonym_table(language)
    found = None
    if typed:
        everybody = frozenset(str(audience) for audience in Audience)
        found = search_articles(Query(typed, language, audiences=everybody))
    return page(
        request,
        "synonyms",
        _("Synonyms"),
        language=language,
        languages=LANGUAGES,
        groups=there,
        gone=gone,
        concepts=concepts(),
        may_change=staff.may(Permission.ARTICLES_PUBLISH),
        typed=typed,
        found=found,
        said=groups_said(typed, language) if typed else [],
    )


@doing
def change(request: HttpRequest, staff: Staff, language: str) -> HttpResponseBase:
    """Add, change, take away or put back one group, as the button says."""
    if language not in BY_CODE:
        raise Http404
    concept, do = request.POST.get("concept", ""), request.POST.get("do", "")
    if do in ("add", "change"):
        words = request.POST.get("words", "")
        change_synonyms(language=language, concept=concept, words=words, staff=staff, new=do == "add")
        messages.success(request, _("Saved: searches use it from now on."))
    elif do == "remove":
        remove_synonyms(language=language, concept=concept, staff=staff)
        messages.success(request, _("Taken away."))
    elif do == "restore":
        restore_synonyms(language=language, concept=concept, staff=staff)
        messages.success(request, _("As it was at first."))
    return redirect("helpcenter_synonyms:table", language)
