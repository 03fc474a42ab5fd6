"""How far each language is, and the way from there into a translation."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from madoguchi.helpcenter.actions.upkeep import confirm_translation, start_translation
from madoguchi.helpcenter.editor.pages import back, cut, doing, edit_address, filters, looking, page
from madoguchi.helpcenter.queries.work import translations as work
from madoguchi.helpcenter.queries.work.narrow import category_names, narrow_of
from madoguchi.languages import BY_CODE
from madoguchi.people.contract import Permission, Staff
from madoguchi.people.queries import languages_of


@looking
def overview(request: HttpRequest, staff: Staff) -> HttpResponseBase:
    """Every language; whoever works in some of them has those on top."""
    narrow = replace(narrow_of(request.GET), language="", owner=None)
    own = languages_of(staff)
    rows = sorted(work.by_language(narrow), key=lambda row: bool(own) and row[0].code not in own)
    return page(
        request,
        "translations",
        _("Translations"),
        rows=rows,
        own=own,
        total=work.sources(narrow).count(),
        filters=filters(narrow, only=("brand", "category")),
    )


@looking
def language(request: HttpRequest, staff: Staff, language: str) -> HttpResponseBase:
    """One language: by category, and the articles in one state."""
    if language not in BY_CODE:
        raise Http404
    narrow = replace(narrow_of(request.GET), language="")
    shelf = replace(narrow, owner=None)
    share = {theirs.code: share for theirs, share in work.by_language(shelf)}[language]
    asked = request.GET.get("state", "")
    states = [
        (work.OUTDATED, _("Outdated"), share.outdated),
        (work.MISSING, _("Missing"), share.missing),
        (work.DRAFT, _("In draft"), share.draft),
        (work.CURRENT, _("Translated"), share.current),
    ]
    # What was not asked for starts where there is something to do.
    state = (
        asked
        if asked in {name for name, _label, _number in states}
        else next((name for name, _label, number in states if number), work.CURRENT)
    )
    names = category_names(get_language() or "en")
    categories = work.by_category(shelf, language)
    return page(
        request,
        "translations_language",
        BY_CODE[language].endonym,
        lang=BY_CODE[language].html_lang,
        above=((reverse("helpcenter_translations:overview"), _("Translations")),),
        theirs=BY_CODE[language],
        share=share,
        categories=sorted((names.get(number, ""), number, share) for number, share in categories.items()),
        state=state,
        states=states,
        rows=cut(request, work.in_language(narrow, language, state)),
        may_publish=staff.may(Permission.ARTICLES_PUBLISH),
        filters=filters(narrow, only=("brand", "category", "owner")),
    )


@doing
def start(request: HttpRequest, staff: Staff, language: str, article_id: int) -> HttpResponseBase:
    """To the translation, begun as a copy of its source; the source stands beside it."""
    return redirect(edit_address(start_translation(article_id, language=language, staff=staff).pk))


@doing
def still_right(request: HttpRequest, staff: Staff, article_id: int) -> HttpResponseBase:
    confirm_translation(article_id, staff=staff)
    messages.success(request, _("The translation counts as up to date."))
    return back(request)
