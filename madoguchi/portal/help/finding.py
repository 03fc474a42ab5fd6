"""Search as the help centre's pages show it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from madoguchi.helpcenter.contract import Audience
from madoguchi.languages import BY_CODE
from madoguchi.search.contract import Hit, Query
from madoguchi.search.queries import search_articles

SHOWN = 20
SUGGESTED = 5


@dataclass(frozen=True)
class Line:
    """One result. `snippet` is safe HTML; `language_name` is empty where it is the reader's."""

    title: str
    url: str
    snippet: SafeString
    heading: str
    html_lang: str
    language_name: str
    key: str


@dataclass(frozen=True)
class Results:
    hits: list[Line]
    other_languages: list[Line]
    did_you_mean: str


def find(typed: str, language: str, audiences: frozenset[Audience], *, region: str = "") -> Results:
    """What a reader may see of what fits, without what is for other countries than his (`region`, two letters)."""
    return _results(Query(typed, language, SHOWN, audiences=_names(audiences), region=region), language)


def suggestions(typed: str, language: str, audiences: frozenset[Audience], *, region: str = "") -> Results:
    """The same for a text that is still being typed; nothing below two letters."""
    if len(typed) < 2 and typed.isascii():
        return Results([], [], "")
    query = Query(typed, language, SUGGESTED, audiences=_names(audiences), region=region, typing=True)
    return _results(query, language)


def _names(audiences: frozenset[Audience]) -> frozenset[str]:
    return frozenset(str(audience) for audience in audiences)


def _results(query: Query, language: str) -> Results:
    found = search_articles(query)
    return Results(
        [_line(hit, language) for hit in found.hits],
        [_line(hit, language) for hit in found.other_languages],
        found.did_you_mean,
    )


def _line(hit: Hit, language: str) -> Line:
    theirs = BY_CODE.get(hit.lang)
    return Line(
        title=hit.title,
        url=reverse("portal:help_article", args=[language, hit.holder]) if hit.holder else "",
        snippet=mark_safe(hit.snippet_html()),  # noqa: S308  # escaped by snippet_html, marks added there
        heading=hit.heading,
        html_lang=theirs.html_lang if theirs else hit.lang,
        language_name="" if hit.lang == language or not theirs else theirs.endonym,
        key=hit.key,
    )
