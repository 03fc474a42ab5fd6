"""Home, category, article and search of the help centre."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from madoguchi.channels.web_form.topics import TOPICS
from madoguchi.helpcenter.actions.counting import count_view
from madoguchi.helpcenter.contract import Kind
from madoguchi.helpcenter.queries import reading
from madoguchi.languages import BY_CODE, CODES, to_supported
from madoguchi.portal.counters import counters
from madoguchi.portal.help.alternates import alternates
from madoguchi.portal.help.article import article_page
from madoguchi.portal.help.finding import find, suggestions
from madoguchi.portal.help.kept.frame import next_banner, next_turn
from madoguchi.portal.help.kept.middleware import keep
from madoguchi.portal.help.kept.tags import article_tags, category_tags, home_tags
from madoguchi.portal.help.reader import audiences_of, in_language, region_of
from madoguchi.portal.help.searches import note_click, note_search, typed_words
from madoguchi.portal.references import reference_meant

POPULAR = 8


@require_safe
def anywhere(request: HttpRequest) -> HttpResponseBase:
    """`/help/`: to the help centre in the reader's language."""
    return redirect("portal:help_home", language=to_supported(translation.get_language(), "en"))


@require_safe
@in_language
def home(request: HttpRequest, language: str) -> HttpResponse:
    keep(request, home_tags(), until=[next_turn(), next_banner(language)])
    return render(request, "portal/home.html", {**home_values(request, language), "topics": TOPICS})


def home_values(request: HttpRequest, language: str) -> dict[str, Any]:
    """What the home page shows of the help centre, and the ways to a person."""
    audiences = audiences_of(request)
    return {
        "section": "home",
        "language": language,
        "shelves": reading.shelves(language, audiences),
        "popular": reading.links(language, audiences, limit=POPULAR),
        "news": reading.links(language, audiences, kind=Kind.ANNOUNCEMENT, order="-changed_at", limit=3),
        "counters": counters(),
        "switch": [(code, reverse("portal:help_home", args=[code])) for code in CODES],
        "alternates": alternates({code: reverse("portal:help_home", args=[code]) for code in CODES}),
        "html_lang": BY_CODE[language].html_lang,
        "canonical": reverse("portal:help_home", args=[language]),
        "speak_url": reverse("portal:help_language"),
    }


@require_safe
@in_language
def category(request: HttpRequest, language: str, key: str) -> HttpResponse:
    audiences = audiences_of(request)
    found = reading.shelf(key, language, audiences)
    if found is None:
        raise Http404
    own = reading.links(language, audiences, categories=[found.key])
    groups = [
        (child, reading.links(language, audiences, categories=_keys(child))) for child in found.children
    ]
    values = {
        "section": "home",
        "language": language,
        "shelf": found,
        "own": own,
        "groups": groups,
        "switch": [(code, reverse("portal:help_category", args=[code, key])) for code in CODES],
        "alternates": alternates({code: reverse("portal:help_category", args=[code, key]) for code in CODES}),
        "html_lang": BY_CODE[language].html_lang,
        "canonical": reverse("portal:help_category", args=[language, key]),
        "speak_url": reverse("portal:help_language"),
    }
    shown = [link for links in (own, *(links for _child, links in groups)) for link in links]
    keep(request, category_tags(found, shown), until=[next_banner(language)])
    return render(request, "portal/help/category.html", values)


def _keys(shelf: reading.Shelf) -> list[str]:
    return [shelf.key, *(key for child in shelf.children for key in _keys(child))]


@require_safe
@in_language
def article(request: HttpRequest, language: str, slug: str) -> HttpResponseBase:
    found = reading.page(slug, language, audiences_of(request))
    if found is None:
        raise Http404
    if isinstance(found, reading.Moved):
        return redirect("portal:help_article", language=found.language, slug=found.slug, permanent=True)
    if request.method == "GET":
        count_view(article_id=found.article.pk)
        note_click(request)
    values = article_page(request, found, language)
    links = [*values["nearby"], *values["related"]]
    keep(
        request,
        article_tags(found, slug=slug, links=links),
        until=[next_banner(language)],
        article_id=found.article.pk,
    )
    return render(request, "portal/help/article.html", values)


@require_safe
@in_language
def search(request: HttpRequest, language: str) -> HttpResponseBase:
    typed = typed_words(request.GET.get("q", ""))
    reference = reference_meant(request, typed)
    if reference:
        return redirect("portal:request", reference=reference)
    found = find(typed, language, audiences_of(request), region=region_of(request)) if typed else None
    if found:
        note_search(request, typed, language, hits=len(found.hits))
    values = {
        "section": "home",
        "language": language,
        "typed": typed,
        "found": found,
        "topics": TOPICS,
        "switch": [
            (code, f"{reverse('portal:help_search', args=[code])}?{urlencode({'q': typed})}")
            for code in CODES
        ],
        "html_lang": BY_CODE[language].html_lang,
    }
    return render(request, "portal/help/search.html", values, status=200)


@require_safe
@in_language
def suggest(request: HttpRequest, language: str) -> HttpResponse:
    """A few articles while somebody types, as a list that other pages put under their field."""
    typed = typed_words(request.GET.get("q", ""))
    place = "contact" if request.GET.get("for") == "contact" else "search"
    values = {
        "found": suggestions(typed, language, audiences_of(request), region=region_of(request)),
        "typed": typed,
        "language": language,
        "place": place,
    }
    response = render(request, "portal/help/_suggestions.html", values)
    response.headers["Cache-Control"] = "private, max-age=60"
    return response
