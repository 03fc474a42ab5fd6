"""What an article's page shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _

from madoguchi.core.icons import icon_markup
from madoguchi.core.safe_html import sanitize_html
from madoguchi.helpcenter.models import Article
from madoguchi.helpcenter.queries import reading
from madoguchi.languages import BY_CODE, CODES
from madoguchi.portal.help.alternates import alternates
from madoguchi.portal.help.reader import audiences_of
from madoguchi.portal.help.structured_data import structured_data

_HEADING = re.compile(r"<h([23])>(.*?)</h\1>", re.DOTALL)
_TAGS = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Heading:
    level: int
    anchor: str
    text: str


@dataclass(frozen=True)
class Part:
    """One block: its kind and value for the template, and rich text with anchors where it is running text."""

    kind: str
    value: Any
    html: SafeString


def article_page(request: HttpRequest, page: reading.Page, language: str) -> dict[str, Any]:
    """The values of the template portal/help/article.html."""
    article = page.article
    canonical = reverse("portal:help_article", args=[article.language, article.slug])
    here = reverse("portal:help_article", args=[language, article.slug])
    parts, headings = parts_of(article, address=settings.PUBLIC_URL + here)
    audiences = audiences_of(request)
    there = dict(page.elsewhere)
    related = related_of(article, language, audiences)
    shown = {link.key for link in related}
    return {
        "section": "home",
        "language": language,
        "article": article,
        "parts": parts,
        "headings": headings if len(headings) > 2 else [],
        "shelves": page.shelves,
        "related": related,
        "nearby": [link for link in reading.nearby(article, language, audiences) if link.key not in shown],
        "fallback": None if article.language == language else BY_CODE[article.language],
        "html_lang": BY_CODE[article.language].html_lang,
        "switch": [
            (code, reverse("portal:help_article", args=[code, there.get(code, article.slug)]))
            for code in CODES
        ],
        "alternates": alternates(
            {code: reverse("portal:help_article", args=[code, slug]) for code, slug in page.elsewhere}
        ),
        "canonical": canonical,
        "speak_url": reverse("portal:help_language"),
        "structured_data": structured_data(article, page),
    }


def parts_of(article: Article, *, address: str = "") -> tuple[list[Part], list[Heading]]:
    """The blocks of a body, with an anchor on each heading, and with `address` a link that copies where it is."""
    headings: list[Heading] = []
    parts = []
    for block in article.body:
        html = ""
        if block.block_type == "text":
            html = _anchored(clean(block.value), headings, address)
        parts.append(Part(block.block_type, block.value, mark_safe(html)))  # noqa: S308  # cleaned by nh3
    return parts, headings


def clean(value: Any) -> str:
    """Rich text as it may stand on a page."""
    return sanitize_html(str(getattr(value, "source", value) or ""), relative_links=True)


def _anchored(html: str, headings: list[Heading], address: str) -> str:
    def heading(found: re.Match[str]) -> str:
        text = unescape(_TAGS.sub("", found[2]))
        anchor = slugify(text, allow_unicode=True)[:60] or "section"
        taken = {known.anchor for known in headings}
        number, name = 2, anchor
        while name in taken:
            name, number = f"{anchor}-{number}", number + 1
        headings.append(Heading(int(found[1]), name, text))
        link = _copy_link(address, name) if address else ""
        return f'<h{found[1]} id="{escape(name)}" class="anchored">{found[2]}{link}</h{found[1]}>'

    return _HEADING.sub(heading, html)


def _copy_link(address: str, anchor: str) -> SafeString:
    """Without script it leads to the heading, and the address bar has the link."""
    return format_html(
        ' <a class="anchor-copy" href="#{}" data-copy="{}#{}" data-copied="{}" aria-label="{}">{}</a>',
        anchor,
        address,
        anchor,
        _("The link is copied"),
        _("Copy the link to this section"),
        icon_markup("link", sprite_url=static("core/icons.svg")),
    )


def related_of(article: Article, language: str, audiences: Any) -> list[reading.Link]:
    """The articles that its blocks name, in the reader's language."""
    keys = [
        other.key
        for block in article.body
        if block.block_type == "related"
        for other in block.value["articles"]
        if other
    ]
    return reading.links(language, audiences, keys=keys) if keys else []
