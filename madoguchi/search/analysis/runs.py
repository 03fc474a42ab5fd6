"""Where the words of a folded text are: runs of one kind of writing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Kind = Literal["han", "hangul", "word", "code"]

_HAN = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
)
_SPACELESS = "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Thai, Lao, Burmese, Khmer: no spaces either, so they are cut as Han and kana are."""
_HANGUL = "\u1100-\u11ff\u3131-\u318e\uac00-\ud7af"
_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f"
_LETTER = rf"[^\W\d_{_HAN}{_SPACELESS}{_HANGUL}]"
_RUN = re.compile(
    rf"(?P<han>[{_HAN}{_SPACELESS}]+)"
    rf"|(?P<hangul>[{_HANGUL}]+)"
    rf"|(?P<word>(?>{_LETTER}[{_MARKS}]*(?:{_LETTER}[{_MARKS}]*|['’](?={_LETTER}))*)(?!\d))"
    rf"|(?P<code>(?:\d|{_LETTER})+(?:[.,](?=\d)\d+)*(?:\d|{_LETTER})*)"
)
LONGEST = 80
"""Longer than any transaction id or address that people look for."""


class Run(NamedTuple):
    text: str
    kind: Kind
    start: int
    end: int


def runs(folded: str) -> Iterator[Run]:
    """Ideographs with kana, hangul, words of letters, and codes: what holds a digit, with the points inside amounts."""
    for match in _RUN.finditer(folded):
        kind: Kind = match.lastgroup  # type: ignore[assignment]
        yield Run(match.group()[:LONGEST] if kind in ("word", "code") else match.group(), kind, *match.span())
