"""What search engines read of a page (schema.org, as JSON-LD)."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from madoguchi.core.safe_html import html_to_text
from madoguchi.helpcenter.contract import Kind
from madoguchi.helpcenter.models import Article
from madoguchi.helpcenter.queries.reading import Page

# What would end the element or open another; JSON takes them escaped.
_HARMLESS = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def structured_data(article: Article, page: Page) -> SafeString:
    """The page's JSON-LD: its path, and what it is by its kind."""
    data = [_path(page), *_content(article)]
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_HARMLESS))  # noqa: S308  # escaped above


def _path(page: Page) -> dict[str, Any]:
    language = page.language
    steps = [
        (shelf.name, reverse("portal:help_category", args=[language, shelf.key])) for shelf in page.shelves
    ]
    steps.append((page.article.title, reverse("portal:help_article", args=[language, page.article.slug])))
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": settings.PUBLIC_URL + url}
            for number, (name, url) in enumerate(steps, start=1)
        ],
    }


def _content(article: Article) -> list[dict[str, Any]]:
    questions: list[tuple[str, str]] = []
    steps: list[tuple[str, str]] = []
    first = ""
    for block in article.body:
        if block.block_type == "accordion":
            questions += [(q["question"], _words(q["answer"])) for q in block.value["questions"]]
        elif block.block_type == "steps":
            steps += [(step["title"], _words(step["text"])) for step in block.value["steps"]]
        elif block.block_type == "text" and not first:
            first = _words(block.value)
    if article.kind == Kind.FAQ:
        questions.insert(0, (article.title, first or article.summary or article.title))
    found: list[dict[str, Any]] = []
    if questions:
        entities = [
            {"@type": "Question", "name": name, "acceptedAnswer": {"@type": "Answer", "text": text}}
            for name, text in questions
        ]
        found.append({"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": entities})
    if steps:
        how = [{"@type": "HowToStep", "name": name, "text": text or name} for name, text in steps]
        found.append({"@context": "https://schema.org", "@type": "HowTo", "name": article.title, "step": how})
    return found


def _words(value: Any) -> str:
    return html_to_text(str(getattr(value, "source", value) or ""))
