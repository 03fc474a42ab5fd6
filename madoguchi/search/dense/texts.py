"""Which texts of an article get a vector: its title, its sections with the title before them, its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from madoguchi.search.analysis import sentences

SECTION_TOKENS = 160


class Piece(NamedTuple):
    """A stretch of one passage."""

    passage: int
    start: int
    end: int


def sections(passages: Sequence[tuple[str, str]]) -> list[Piece]:
    """Every passage in pieces of about SECTION_TOKENS tokens that end where a sentence does."""
    found: list[Piece] = []
    for number, (_, text) in enumerate(passages):
        start: int | None = None
        end, size = 0, 0.0
        for first, last in sentences(text):
            more = _tokens(text[first:last])
            if start is not None and size + more > SECTION_TOKENS * 1.5:
                found.append(Piece(number, start, end))
                start, size = None, 0.0
            start = first if start is None else start
            end, size = last, size + more
        if start is not None:
            found.append(Piece(number, start, end))
    return found


def section_text(title: str, passages: Sequence[tuple[str, str]], piece: Piece) -> str:
    """What the model reads of a section: the title and its heading say what it is about."""
    heading, text = passages[piece.passage]
    head = ": ".join(part for part in (title, heading) if part)
    return f"{head}\n{text[piece.start : piece.end]}" if head else text[piece.start : piece.end]


def sentence_pieces(passages: Sequence[tuple[str, str]], *, most: int) -> list[Piece]:
    """The first so many sentences."""
    found = [
        Piece(number, start, end)
        for number, (_, text) in enumerate(passages)
        for start, end in sentences(text)
    ]
    return found[:most]


def _tokens(text: str) -> float:
    """Writing without spaces or with syllables: a token is about one and a half characters, else four."""
    wide = 0 if text.isascii() else sum(map("\u2e80".__le__, text))
    return wide / 1.5 + (len(text) - wide) / 4
