"""The mail body as parts (visible, quote, signature), and the visible part alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from madoguchi.channels.email.parse.visible.intro import split_shared_lines
from madoguchi.channels.email.parse.visible.kinds import INTRO
from madoguchi.channels.email.parse.visible.quotes import classify
from madoguchi.channels.email.parse.visible.rules import QUOTED, VISIBLE, decide

MOST_LINES = 6_000  # read one by one; what stands below follows the last of them

_LINE_END = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_MANY_BLANKS = re.compile(r"\n{4,}")
_ONLY_MARKS = ">| \t\xa0"


@dataclass(frozen=True)
class Part:
    """One piece of a mail body; `kind` is "visible", "quote" or "signature"."""

    kind: str
    text: str


def visible_text(text: str) -> str:
    """What the person wrote in the plain-text mail body `text`, without quotes and signature.

    A mail that is only a quote or only a forward keeps its content; linear in the length of `text`.
    """
    lines, fates = _read(text)
    seen = "\n".join(line for line, fate in zip(lines, fates, strict=True) if fate == VISIBLE)
    return _MANY_BLANKS.sub("\n\n", seen).strip()


def fold(text: str) -> list[Part]:
    """`text` in order as parts: every line is in exactly one, so that a screen can fold and unfold."""
    lines, fates = _read(text)
    parts: list[Part] = []
    at = 0
    for kind, group in groupby(fates):
        size = len(list(group))
        body = "\n".join(lines[at : at + size]).strip("\n")
        at += size
        if body.strip():
            parts.append(Part(kind=kind, text=body))
    return parts


def _read(text: str) -> tuple[list[str], list[str]]:
    every = _LINE_END.split(text.replace("\x00", "").replace("\ufeff", ""))
    lines, rest = split_shared_lines(every[:MOST_LINES]), every[MOST_LINES:]
    kinds = classify(lines)
    fates = decide(kinds)
    shown = [i for i, fate in enumerate(fates) if fate == VISIBLE]
    if not any(lines[i].strip(_ONLY_MARKS) for i in shown):  # only intros of quotes: nothing was said
        fates = [QUOTED if kinds[i] == INTRO or fates[i] == VISIBLE else fates[i] for i in range(len(lines))]
    return lines + rest, fates + [QUOTED if fates[-1] == QUOTED else VISIBLE] * len(rest)
