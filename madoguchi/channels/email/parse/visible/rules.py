"""Decides which lines a reader wants to see: the writer's own words, and quotes answered inline."""

from __future__ import annotations

from itertools import groupby

from madoguchi.channels.email.parse.visible.kinds import CUTS, EMPTY, INTRO, QUOTE, SIGNATURE, TEXT

VISIBLE = "visible"
QUOTED = "quote"
SIGNED = "signature"

LONG_ANSWER = 7  # lines below a quote: so long an answer needs the quote above it to be understood


def decide(kinds: list[str]) -> list[str]:
    """VISIBLE, QUOTED or SIGNED for each line."""
    fates = [SIGNED if kind == SIGNATURE else VISIBLE for kind in kinds]
    end = _cut_below(kinds, fates)
    if TEXT in kinds[:end]:
        _hide_quotes(kinds, fates, end)
    return fates


def _cut_below(kinds: list[str], fates: list[str]) -> int:
    """Hide everything below the first header, rule or intro of a quote that has text above it.

    Returns the first hidden line. Without text above, only the header itself is hidden: a mail that is only a
    forward shows what was forwarded.
    """
    next_solid = _next_solid(kinds)
    seen_text = False
    for i, kind in enumerate(kinds):
        unmarked = kind == INTRO and next_solid[i] != QUOTE
        if seen_text and (kind in CUTS or unmarked):
            fates[i:] = [QUOTED] * (len(kinds) - i)
            return i
        if kind in CUTS + INTRO:
            fates[i] = QUOTED
        seen_text = seen_text or kind == TEXT
    return len(kinds)


def _next_solid(kinds: list[str]) -> list[str]:
    """Per line: the kind of the next line that is neither empty nor an intro."""
    out, ahead = [""] * len(kinds), ""
    for i in range(len(kinds) - 1, -1, -1):
        out[i] = ahead
        if kinds[i] not in (EMPTY, INTRO):
            ahead = kinds[i]
    return out


def _hide_quotes(kinds: list[str], fates: list[str], end: int) -> None:
    blocks = _blocks(kinds, end)
    quotes = [n for n, (is_quote, _) in enumerate(blocks) if is_quote]
    hidden = [n for n in quotes if n == len(blocks) - 1]
    if len(quotes) == 1 and not hidden:
        n = quotes[0]
        introduced = any(kinds[i] == INTRO for i in blocks[n][1])
        answer = sum(kinds[i] == TEXT for i in blocks[n + 1][1])
        if introduced and (n == 0 or answer < LONG_ANSWER):
            hidden = [n]
    for n in hidden:
        for i in blocks[n][1]:
            if fates[i] == VISIBLE:
                fates[i] = QUOTED


def _blocks(kinds: list[str], end: int) -> list[tuple[bool, list[int]]]:
    """Lines in blocks of quote (True) and text (False); empty and signature lines belong to neither."""
    solid = [i for i in range(end) if kinds[i] in TEXT + QUOTE + INTRO]
    blocks = [(is_quote, list(group)) for is_quote, group in groupby(solid, key=lambda i: kinds[i] != TEXT)]
    return [block for block in blocks if not block[0] or any(kinds[i] == QUOTE for i in block[1])]
