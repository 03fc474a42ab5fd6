"""An article's words by section, as search wants them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from madoguchi.core.safe_html import html_to_text
from madoguchi.helpcenter.markdown.read import html_of
from madoguchi.helpcenter.markdown.write import markdown_of

__all__ = ["sections_of"]


def sections_of(body: Any) -> list[tuple[str, str]]:
    """(heading, plain text) for each section of a body; the first heading is empty."""
    sections: list[tuple[str, list[str]]] = [("", [])]
    for heading, text in _pieces(body):
        if heading:
            sections.append((heading, []))
        if text:
            sections[-1][1].append(text)
    return [(heading, "\n".join(texts)) for heading, texts in sections if heading or texts]


def _pieces(body: Any) -> Iterator[tuple[str, str]]:
    for place, raw in enumerate(body.raw_data):
        if raw["type"] in ("related", "contact"):  # left out before it is read, which fetches other articles
            continue
        block = body[place]
        if block.block_type == "text":
            yield from _of_text(str(block.value.source))
        elif block.block_type == "code":
            yield "", str(block.value["code"])
        else:
            yield from _of_text(html_of(_plain(markdown_of([block]))))


def _plain(markdown: str) -> str:
    """The words of a directive without its signs."""
    lines = []
    for line in markdown.split("\n"):
        if line.startswith(":::"):
            parts = line[3:].split(" ", 1)
            lines.append(parts[1] if len(parts) == 2 and "=" not in parts[1] else "")
        elif line.startswith(("? ", "! ")):
            lines.append("### " + line[2:].split(" ", 1)[-1].replace("[no contact]", ""))
        else:
            lines.append(line.split(" -> ")[0])
    return "\n".join(lines)


def _of_text(html: str) -> Iterator[tuple[str, str]]:
    """Cut at headings."""
    text = html
    while text:
        start = min((at for at in (text.find("<h2"), text.find("<h3")) if at >= 0), default=-1)
        if start < 0:
            yield "", html_to_text(text)
            return
        if start:
            yield "", html_to_text(text[:start])
        end = text.find("</h", start)
        heading = html_to_text(text[start:end]) if end > 0 else ""
        yield heading.lstrip("# ").strip(), ""
        text = text[text.find(">", end) + 1 :] if end > 0 else ""
