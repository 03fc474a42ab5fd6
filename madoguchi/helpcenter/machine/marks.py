"""A passage with its formatting as numbered marks, and back: `<t1>bold</t1>` around words, `<x2/>` for what is kept.

A model's answer is a stranger's text: of its signs only our own marks are read, each once and well nested; all else
is words. So no tag, link or script can come back that was not there before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape, unescape

Spans = Callable[[str], list[tuple[int, int]]]

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)([^<>]*)>")
_MARK = re.compile(r"<(?:t(\d{1,4})|/t(\d{1,4})|x(\d{1,4}) ?/)>")
_INLINE = frozenset(("b", "strong", "i", "em", "a", "code", "br", "sub", "sup", "u", "s", "span"))


class MarksLost(ValueError):
    """The answer has not the marks of the passage."""


@dataclass
class Marked:
    """`text` is what a model sees; the lists say what its marks stand for."""

    text: str = ""
    around: dict[int, tuple[str, str]] = field(default_factory=dict)
    alone: dict[int, str] = field(default_factory=dict)
    html: bool = False

    @property
    def has_words(self) -> bool:
        return any(sign.isalpha() for sign in unescape(_MARK.sub("", self.text)))

    def back(self, answer: str) -> str:
        """The answer as plain text or safe HTML. Raises MarksLost."""
        parts: list[str] = []
        open_, seen = list[int](), set[str]()
        at = 0
        for match in _MARK.finditer(answer):
            parts.append(self._words(answer[at : match.start()]))
            at = match.end()
            if match.group() in seen:
                raise MarksLost(f"{match.group()} stands twice")
            seen.add(match.group().replace(" ", ""))
            parts.append(self._meant(match, open_))
        if open_ or len(seen) != 2 * len(self.around) + len(self.alone):
            raise MarksLost("a mark is missing")
        parts.append(self._words(answer[at:]))
        return "".join(parts)

    def _meant(self, match: re.Match[str], open_: list[int]) -> str:
        opens, closes, stands = (int(group) if group else 0 for group in match.groups())
        if opens in self.around:
            open_.append(opens)
            return self.around[opens][0]
        if closes and open_ and open_[-1] == closes:
            return self.around[open_.pop()][1]
        if stands in self.alone:
            return self.alone[stands]
        raise MarksLost(f"{match.group()} is none of the passage's, or out of place")

    def _words(self, text: str) -> str:
        plain = unescape(text)
        return escape(plain, quote=False) if self.html else plain


def mark_text(text: str, kept: Spans) -> Marked:
    """A plain text."""
    marked = Marked()
    marked.text = _with_kept(text, marked, kept, shown=str)
    return marked


def mark_html(html: str, kept: Spans) -> tuple[list[str], dict[int, Marked]]:
    """Rich text as parts, to be joined again, and for the number of each part that has words the passage it is."""
    parts: list[str] = []
    passages: dict[int, Marked] = {}
    for run, inline in _runs(html):
        if inline and (marked := _mark_run(run, kept)).has_words:
            passages[len(parts)] = marked
        parts.append(run)
    return parts, passages


def _runs(html: str) -> Iterator[tuple[str, bool]]:
    """What stands between tags of blocks, as one piece each (True), and those tags (False)."""
    at = start = 0
    for match in _TAG.finditer(html):
        if match.group(2).lower() in _INLINE:
            continue
        start = match.start()
        if start > at:
            yield html[at:start], True
        yield match.group(), False
        at = match.end()
    if at < len(html):
        yield html[at:], True


def _mark_run(run: str, kept: Spans) -> Marked:
    marked = Marked(html=True)
    parts: list[str] = []
    open_: list[int] = []
    code = at = 0
    for match in _TAG.finditer(run):
        if code and match.group(2).lower() != "code":
            continue  # inside <code> everything stays
        words, at = run[at : match.start()], match.end()
        closing, name = match.group(1), match.group(2).lower()
        if name == "code":
            if not closing:
                code, opening = match.start() + 1, match.group()
                parts.append(_with_kept(unescape(words), marked, kept, shown=_shown))
            elif code:
                parts.append(_stand(marked, opening + words + match.group()))
                code = 0
            continue
        parts.append(_with_kept(unescape(words), marked, kept, shown=_shown))
        if name == "br" or match.group(3).endswith("/"):
            parts.append(_stand(marked, match.group()))
        elif not closing:
            number = _next(marked)
            marked.around[number] = (match.group(), f"</{match.group(2)}>")
            open_.append(number)
            parts.append(f"<t{number}>")
        elif open_:
            parts.append(f"</t{open_.pop()}>")
    parts.append(_with_kept(unescape(run[at:]), marked, kept, shown=_shown))
    parts += [f"</t{number}>" for number in reversed(open_)]
    marked.text = "".join(parts)
    return marked


def _with_kept(text: str, marked: Marked, kept: Spans, *, shown: Callable[[str], str]) -> str:
    parts, at = list[str](), 0
    for start, end in kept(text):
        parts += [escape(text[at:start], quote=False), _stand(marked, shown(text[start:end]))]
        at = end
    return "".join([*parts, escape(text[at:], quote=False)])


def _shown(text: str) -> str:
    return escape(text, quote=False)


def _stand(marked: Marked, what: str) -> str:
    number = _next(marked)
    marked.alone[number] = what
    return f"<x{number}/>"


def _next(marked: Marked) -> int:
    return len(marked.around) + len(marked.alone) + 1
