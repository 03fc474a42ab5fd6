"""For machines: a sitemap for each language, and Atom feeds of what is new."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from madoguchi.company.queries import main_brand
from madoguchi.helpcenter.contract import ANYONE
from madoguchi.helpcenter.queries import reading
from madoguchi.helpcenter.queries.maps import every_address
from madoguchi.languages import BY_CODE, CODES
from madoguchi.portal.help.reader import in_language

ENTRIES = 50


# What search engines need not look at; it is no lock.
NOT_FOR_ROBOTS = ("/desk/", "/editor/", "/accounts/", "/requests", "/profile", "/sign-in", "/live")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """RFC 9309, with the sitemaps (sitemaps.org)."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS),
        f"Sitemap: {_absolute(reverse('portal:help_sitemaps'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    values = {"maps": [_absolute(reverse("portal:help_sitemap", args=[code])) for code in CODES]}
    return render(request, "portal/help/sitemaps.xml", values, content_type="application/xml")


@require_safe
@in_language
def sitemap(request: HttpRequest, language: str) -> HttpResponse:
    pages = [
        {
            "url": _article(language, address.slug),
            "changed": address.changed_at,
            "others": [(BY_CODE[code].html_lang, _article(code, slug)) for code, slug in address.elsewhere],
        }
        for address in every_address(language)
    ]
    values = {"home": _absolute(reverse("portal:help_home", args=[language])), "pages": pages}
    return render(request, "portal/help/sitemap.xml", values, content_type="application/xml")


@require_safe
@in_language
def feed(request: HttpRequest, language: str, key: str = "") -> HttpResponse:
    shelf = reading.shelf(key, language, ANYONE) if key else None
    if key and shelf is None:
        raise Http404
    links = reading.links(
        language, ANYONE, categories=_keys(shelf) if shelf else (), order="-changed_at", limit=ENTRIES
    )
    brand = main_brand()
    here = (
        reverse("portal:help_category_feed", args=[language, key])
        if key
        else reverse("portal:help_feed", args=[language])
    )
    values = {
        "brand_name": brand.name if brand else "",
        "shelf": shelf,
        "here": _absolute(here),
        "page": _absolute(
            reverse("portal:help_category", args=[language, key])
            if key
            else reverse("portal:help_home", args=[language])
        ),
        "changed": max((link.changed_at for link in links if link.changed_at), default=timezone.now()),
        "entries": [(link, _article(language, link.slug)) for link in links],
    }
    return render(request, "portal/help/feed.xml", values, content_type="application/atom+xml")


def _keys(shelf: reading.Shelf) -> list[str]:
    return [shelf.key, *(key for child in shelf.children for key in _keys(child))]


def _article(language: str, slug: str) -> str:
    return _absolute(reverse("portal:help_article", args=[language, slug]))


def _absolute(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"
