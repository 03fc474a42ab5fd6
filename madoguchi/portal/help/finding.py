"""Search as the help centre's pages show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from madoguchi.helpcenter.contract import Audience
from madoguchi.helpcenter.queries import reading
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
    category: str
    html_lang: str
    language_name: str
    key: str


@dataclass(frozen=True)
class Results:
    hits: list[Line]
    other_languages: list[Line]
    did_you_mean: str


def find(typed: str, language: str, audiences: frozenset[Audience]) -> Results:
    """What a reader may see of what fits."""
    return _results(Query(typed, language, SHOWN, audiences=_names(audiences)), language, audiences)


def suggestions(typed: str, language: str, audiences: frozenset[Audience]) -> Results:
    """The same for a text that is still being typed; nothing below two letters."""
    if len(typed) < 2 and typed.isascii():
        return Results([], [], "")
    query = Query(typed, language, SUGGESTED, audiences=_names(audiences), typing=True)
    return _results(query, language, audiences)


def _names(audiences: frozenset[Audience]) -> frozenset[str]:
    return frozenset(str(audience) for audience in audiences)


def _results(query: Query, language: str, audiences: frozenset[Audience]) -> Results:
    found = search_articles(query)
    return Results(
        _lines(found.hits, language, audiences),
        _lines(found.other_languages, language, audiences),
        found.did_you_mean,
    )


def _lines(hits: Iterable[Hit], language: str, audiences: frozenset[Audience]) -> list[Line]:
    shelves = {shelf.key: shelf.name for shelf in _flat(reading.shelves(language, audiences))}
    return [_line(hit, language, shelves) for hit in hits]


def _flat(shelves: Iterable[reading.Shelf]) -> Iterable[reading.Shelf]:
    for shelf in shelves:
        yield shelf
        yield from _flat(shelf.children)


def _line(hit: Hit, language: str, shelves: dict[str, str]) -> Line:
    theirs = BY_CODE.get(hit.lang)
    return Line(
        title=hit.title,
        url=reverse("portal:help_article", args=[language, hit.holder]) if hit.holder else "",
        snippet=mark_safe(hit.snippet_html()),  # noqa: S308  # escaped by snippet_html, marks added there
        heading=hit.heading,
        category=shelves.get("", ""),
        html_lang=theirs.html_lang if theirs else hit.lang,
        language_name="" if hit.lang == language or not theirs else theirs.endonym,
        key=hit.key,
    )
