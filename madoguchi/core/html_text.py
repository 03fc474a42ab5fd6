"""Plain text from HTML that `safe_html` has cleaned (well-formed, attributes quoted)."""

from __future__ import annotations

import re
from html import unescape

_TOKEN = re.compile(r'<(/?)([a-z0-9]+)((?:[^>"]|"[^"]*")*+)>')
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_SPACES = re.compile(r"[ \t\r\n\f]+")
_PARAGRAPHS = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "ul",
    "ol",
    "dl",
    "blockquote",
    "pre",
    "figure",
}
_LINES = {
    "div", "tr", "li", "dt", "dd", "caption", "center", "address", "article", "aside", "section", "header", "footer",
    "main", "nav", "figcaption", "details", "summary",
}  # fmt: skip
_MAX_INDENT = 10


def text_of_safe_html(html: str) -> str:
    """The text of cleaned HTML; anything that is not cleaned HTML gives text all the same, never an exception."""
    writer = _Writer()
    position = 0
    for match in _TOKEN.finditer(html):
        writer.text(unescape(html[position : match.start()]))
        position = match.end()
        if match[1]:
            writer.close(match[2])
        else:
            writer.open(match[2], match[3])
    writer.text(unescape(html[position:]))
    return writer.result()


class _Writer:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line = ""
        self.quotes = 0
        self.pre = 0
        self.lists: list[int | None] = []
        self.links: list[tuple[str, int, int]] = []

    def text(self, text: str) -> None:
        """Add running text; outside `pre` white space collapses."""
        if not text:
            return
        if self.pre:
            first, *rest = text.split("\n")
            self.line += first
            for piece in rest:
                self._end_line(keep_empty=True)
                self.line = piece
            return
        text = _SPACES.sub(" ", text)
        if not self.line or self.line.endswith(" "):
            text = text.lstrip(" ")
        self.line += text

    def open(self, tag: str, attributes: str) -> None:
        """An opening tag."""
        if tag == "br":
            self._end_line(keep_empty=True)
        elif tag == "hr":
            self._end_line()
            self.lines.append(self._prefix() + "---")
        elif tag == "img":
            alt = dict(_ATTRIBUTE.findall(attributes)).get("alt", "")
            self.text(f"[{unescape(alt)}]" if alt.strip() else "")
        elif tag == "a":
            href = dict(_ATTRIBUTE.findall(attributes)).get("href", "")
            self.links.append((unescape(href), len(self.lines), len(self.line)))
        elif tag in ("td", "th"):
            if self.line.strip():
                self.line = self.line.rstrip() + " | "
        else:
            self._open_block(tag, attributes)

    def _open_block(self, tag: str, attributes: str) -> None:
        if tag in _PARAGRAPHS:
            self._end_line()
            if tag not in ("ul", "ol") or not self.lists:
                self._blank()
        elif tag in _LINES and not (tag != "li" and self.line.strip() in ("-", "|")):
            self._end_line()
        if tag == "blockquote":
            self.quotes += 1
        elif tag == "pre":
            self.pre += 1
        elif tag == "ul":
            self.lists.append(None)
        elif tag == "ol":
            start = dict(_ATTRIBUTE.findall(attributes)).get("start", "1")
            self.lists.append(int(start) if start.isdecimal() else 1)
        elif tag == "li":
            self.line = self._marker()

    def close(self, tag: str) -> None:
        """A closing tag."""
        if tag == "a":
            self._close_link()
            return
        if tag in _PARAGRAPHS or tag in _LINES:
            self._end_line()
        if tag == "pre" and self.pre:
            self.pre -= 1
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        if tag == "blockquote":
            while self.lines and not self.lines[-1].strip("> "):
                self.lines.pop()
            self.quotes = max(0, self.quotes - 1)
        if tag in _PARAGRAPHS and not (tag in ("ul", "ol") and self.lists):
            self._blank()

    def result(self) -> str:
        """Everything written, without blank lines at the ends or two in a row."""
        self._end_line()
        while self.lines and not self.lines[-1].strip("> "):
            self.lines.pop()
        return "\n".join(self.lines)

    def _marker(self) -> str:
        indent = "  " * min(len(self.lists) - 1, _MAX_INDENT) if self.lists else ""
        if not self.lists or self.lists[-1] is None:
            return f"{indent}- "
        number = self.lists[-1]
        self.lists[-1] = number + 1
        return f"{indent}{number}. "

    def _close_link(self) -> None:
        if not self.links:
            return
        href, lines, column = self.links.pop()
        shown = self.line[column:].strip() if len(self.lines) == lines else self.line.strip()
        bare = href.split(":", 1)[1] if href.startswith(("mailto:", "tel:")) else href
        if not href or not shown or shown.rstrip("/") in bare or bare.rstrip("/") in shown:
            return
        self.line = f"{self.line.rstrip()} ({bare})"

    def _prefix(self) -> str:
        return "> " * min(self.quotes, _MAX_INDENT)

    def _end_line(self, *, keep_empty: bool = False) -> None:
        line = self.line.replace("\xa0", " ").rstrip(" ").removesuffix(" |").rstrip(" ")
        if line.strip() or (keep_empty and not self._is_blank()):
            self.lines.append(
                (self._prefix() + line).rstrip(" ") if line.strip() else self._prefix().rstrip(" ")
            )
        self.line = ""

    def _is_blank(self) -> bool:
        return not self.lines or (not self.lines[-1].strip("> ") and not self.pre)

    def _blank(self) -> None:
        if self.lines and self.lines[-1].strip("> "):
            self.lines.append(self._prefix().rstrip(" "))
