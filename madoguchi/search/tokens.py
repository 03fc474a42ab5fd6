"""Words to index: the same tokens on both databases, so that a search finds the same rows on either.

Width and case are folded (NFKC); Han, kana and hangul are cut into overlapping pairs, since no space divides their
words; everything else is a word as it stands, which keeps asset names and references whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_RUN = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+", re.UNICODE)
_ASCII = re.compile(r"[a-z0-9]+")
_IS_CJK = re.compile(rf"[{_CJK}]")
LONGEST = 64


def tokens(text: str) -> list[str]:
    """The tokens of a text, in order. A single CJK character stays alone; longer runs become pairs."""
    if text.isascii():  # the same, and a third of the time: nothing to fold but case, no pairs
        return [run[:LONGEST] for run in _ASCII.findall(text.lower())]
    return [token for run in _runs(text) for token in _cut(run)]


def query_tokens(query: str) -> tuple[list[str], str]:
    """The tokens that must occur, and the last word if it may still be being typed (a prefix), else an empty string."""
    found: list[str] = []
    runs = list(_runs(query))
    for run in runs:
        found.extend(_cut(run))
    typing = bool(runs) and not _IS_CJK.match(runs[-1]) and not query[-1:].isspace()
    if typing:
        return found[:-1], found[-1]
    return found, ""


def _runs(text: str) -> Iterator[str]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return (match.group()[:LONGEST] for match in _RUN.finditer(folded))


def _cut(run: str) -> list[str]:
    if not _IS_CJK.match(run) or len(run) == 1:
        return [run]
    return [run[i : i + 2] for i in range(len(run) - 1)]
