"""Searches, and what came of them, are counted without a trace of who it was.

That a reader opens an article from the results is told by the address that he comes from, which browsers give to pages
of the same site only. What he searched for before he writes to us comes along in the form; until then it is kept in
his own browser, if at all.
"""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve

from madoguchi.company.queries import main_brand
from madoguchi.core.rate import allow
from madoguchi.helpcenter.actions.counting import count_click, count_search, count_search_contact
from madoguchi.languages import BY_CODE
from madoguchi.portal.access import source

WORDS = 200
ONCE = "1/30m"
"""One reader's search counts once, however often he comes back to its results, so that clicks and searches compare."""


def typed_words(text: str) -> str:
    """What somebody typed, as it is looked up."""
    return " ".join(text.split())[:WORDS]


def note_search(request: HttpRequest, typed: str, language: str, *, hits: int) -> None:
    """Somebody looks at results; `from` in the address says that an editor does."""
    brand = main_brand()
    if brand and "from" not in request.GET and _first(request, "search", typed, language):
        count_search(typed, language=language, hits=hits, brand_id=brand.id)


def note_click(request: HttpRequest) -> None:
    """Somebody opens an article; if he comes from results, his search led somewhere."""
    try:
        came = urlsplit(request.headers.get("Referer", ""))
        if came.netloc != request.get_host() or not came.query:
            return
        page = resolve(came.path)
        asked = parse_qs(came.query)
    except (Resolver404, ValueError):
        return
    language, typed = str(page.kwargs.get("language", "")), typed_words(asked.get("q", [""])[0])
    if page.view_name != "portal:help_search" or language not in BY_CODE or not typed or "from" in asked:
        return
    brand = main_brand()
    # Who picks it while he types has looked at no results yet.
    if brand and _first(request, "search", typed, language):
        count_search(typed, language=language, hits=1, brand_id=brand.id)
    if brand and _first(request, "click", typed, language):
        count_click(typed, language=language, brand_id=brand.id)


def note_contact(request: HttpRequest, searched: str) -> None:
    """Somebody wrote to us; `searched` is the language and the words of his last search, or nothing."""
    language, _space, words = searched.partition(" ")
    typed = typed_words(words)
    brand = main_brand()
    if brand and language in BY_CODE and typed and _first(request, "contact", typed, language):
        count_search_contact(typed, language=language, brand_id=brand.id)


def _first(request: HttpRequest, what: str, typed: str, language: str) -> bool:
    return allow(f"help-{what}:{language}:{typed.casefold()}:{source(request)}", ONCE) is None
