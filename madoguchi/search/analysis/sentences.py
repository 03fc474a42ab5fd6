"""Where sentences end, in any of the scripts."""

from __future__ import annotations

import re
from functools import lru_cache

_END = re.compile(r"(?:[.!?…]+[\"'”’»)\]]*(?=\s|$)|[。！？｡؟۔।]+[」』”’）)\]]*|\n+)")
_SHORT = 12
LONGEST = 600
"""Characters; without any end in sight a sentence is cut here."""


def sentences(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence, without the space around it. One of a few characters joins the next."""
    return list(_sentences(text))


@lru_cache(maxsize=1_024)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Kept for the articles that are shown most."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.end() - start >= _SHORT or "\n" in match.group():
            found += _pieces(text, start, match.end())
            start = match.end()
    return tuple(found + _pieces(text, start, len(text)))


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    while end - start > LONGEST:
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = space if space > 0 else start + LONGEST
        pieces.append((start, cut))
        start = cut
    pieces.append((start, end))
    return [trimmed for piece in pieces if (trimmed := _trim(text, *piece))]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    kept = text[start:end].lstrip()
    first = end - len(kept)
    kept = kept.rstrip()
    return (first, first + len(kept)) if kept else None
