"""How much of a text is written in which script (ranges: Unicode 16, Scripts.txt)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, get_args

Script = Literal[
    "latin",
    "cyrillic",
    "greek",
    "arabic",
    "hebrew",
    "devanagari",
    "thai",
    "hangul",
    "japanese",
    "han",
    "other",
]
SCRIPTS: tuple[Script, ...] = get_args(Script)

_SIGNS: dict[Script, re.Pattern[str]] = {
    "cyrillic": re.compile(r"[Ѐ-ԯ]"),
    "greek": re.compile(r"[Ͱ-Ͽἀ-῿]"),
    "arabic": re.compile(r"[؀-ۿݐ-ݿﭐ-﷿ﹰ-ﻼ]"),
    "hebrew": re.compile(r"[א-ת]"),
    "devanagari": re.compile(r"[ऀ-ॿ]"),
    "thai": re.compile(r"[ก-๛]"),
    "hangul": re.compile(r"[가-힣ᄀ-ᇿㄱ-ㆎ]"),
    "japanese": re.compile(r"[ぁ-ゖァ-ヺｦ-ﾝ]"),
    "han": re.compile(r"[一-鿿㐀-䶿々〆]"),
}
_WEIGHTS: dict[Script, float] = {"hangul": 3.0, "japanese": 3.0, "han": 3.5}
"""One sign says as much as so many letters. Generous: lines in these scripts name products in Latin."""

_LETTER = re.compile(r"[^\W\d_]")
_RUN = re.compile(r"[!-~’¿¡À-ɏḀ-ỿ]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[¿¡]")
_NO_WORD = re.compile(r"[0-9@/\\_=#]")
_TICKER_LENGTH = 5


def signs(text: str) -> dict[Script, list[str]]:
    """The signs of every script but Latin that occurs in a text."""
    found = {script: pattern.findall(text) for script, pattern in _SIGNS.items()}
    return {script: letters for script, letters in found.items() if letters}


def size(script: Script, letters: int) -> float:
    """How much so many signs of a script say, in Latin letters."""
    return letters * _WEIGHTS.get(script, 1.0)


def letters_of_no_known_script(text: str, latin: int, known: int) -> int:
    """Letters that are neither Latin (so many) nor of a script above (so many)."""
    return max(0, len(_LETTER.findall(text)) - latin - known)


def latin_letters(text: str) -> int:
    return sum(len(word) for run in _RUN.findall(text) for word in _WORD.findall(run))


def latin_words(text: str, *, most: int) -> list[str]:
    """The words in Latin letters, folded, at most so many; without links, addresses, amounts and ticker
    symbols."""
    return list(_latin_words(text, most))


def _latin_words(text: str, most: int) -> Iterator[str]:
    shouting = text.upper() == text
    for run in _RUN.findall(text):
        if _NO_WORD.search(run):
            continue
        for word in _WORD.findall(run):
            if not shouting and 1 < len(word) <= _TICKER_LENGTH and word.isupper():
                continue
            yield word.casefold().replace("’", "'")
            most -= 1
            if not most:
                return


def words(text: str, *, most: int) -> list[str]:
    """The words in any letters, folded, at most so many."""
    return [match.group().casefold() for match, _ in zip(_WORD.finditer(text), range(most), strict=False)]
