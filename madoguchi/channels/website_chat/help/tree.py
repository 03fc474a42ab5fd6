"""Rich text as a tree that the widget builds its nodes from: [tag, properties, child…], a string being text.

The widget never parses HTML, so that nothing in an article can become more than what stands here, and pages with
Trusted Types can embed it.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

from madoguchi.core.safe_html import sanitize_html

Node = str | list[Any]

# How a tag of ours is shown; an article's headings stand below the window's own.
_AS = {"h1": "h3", "h2": "h3", "h3": "h4", "h5": "h4", "h6": "h4", "strong": "b", "em": "i", "bdo": "bdi"}
_OWN = "h4 p ul ol li a b i code pre blockquote hr br sub sup kbd mark bdi"
_TAGS = {tag: tag for tag in _OWN.split()} | _AS
_VOID = {"hr", "br"}
_ARTICLE = re.compile(r"/help/[a-z-]+/articles/([^/?#\s]+)")


def tree_of(rich: Any) -> list[Node]:
    """The nodes of a block's rich text, or of HTML; what is not known is left out, its text stays."""
    html = sanitize_html(str(getattr(rich, "source", rich) or ""), relative_links=True)
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.top


def link_to(address: str) -> dict[str, str]:
    """The properties of a link. One to an article of ours opens in the window."""
    found = _ARTICLE.match(address)
    return {"href": address, **({"article": unquote(found[1])} if found else {})}


class _Reader(HTMLParser):
    """Reads what sanitize_html wrote, which is well-formed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top: list[Node] = []
        self._open: list[tuple[str, list[Any]]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        known = _TAGS.get(tag)
        if known is None:
            return
        href = dict(attributes).get("href") or ""
        node: list[Any] = [known, link_to(href) if known == "a" and href else {}]
        self._put(node)
        if tag not in _VOID:
            self._open.append((tag, node))

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _node in self._open):
            while self._open and self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if data.strip() or (data and self._open):
            self._put(data)

    def _put(self, node: Node) -> None:
        (self._open[-1][1] if self._open else self.top).append(node)
