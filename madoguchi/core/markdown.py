"""Markdown (CommonMark with tables and strikethrough) as safe HTML; raw HTML in it is shown as text."""

from __future__ import annotations

from markdown_it import MarkdownIt

from .safe_html import sanitize_html

MAX_MARKDOWN_CHARS = 500_000

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def markdown_to_html(text: str, *, max_chars: int = MAX_MARKDOWN_CHARS) -> str:
    """Sanitised HTML for `text`; raises ValueError if it is longer than `max_chars`."""
    if len(text) > max_chars:
        raise ValueError(f"the text is longer than {max_chars} characters")
    rendered: str = _MARKDOWN.render(text)
    return sanitize_html(rendered, relative_links=True)
