"""Addresses of pages that programs and mails name."""

from __future__ import annotations

from urllib.parse import quote


def article_url(language: str, slug: str) -> str:
    """The path of an article's page."""
    return f"/help/{language}/articles/{quote(slug)}"
