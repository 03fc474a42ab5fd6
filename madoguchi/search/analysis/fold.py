"""What differs on the page but not for a searcher is made the same: width, case, accents, old spellings."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache, lru_cache

_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
"""Soft hyphens, zero-width characters, marks of direction, variation selectors."""
_BROKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_OTHERWISE = re.compile(
    "[\u00aa-\u024f\u0450-\u0451\u0600-\u0fff\u1000-\u1aff\u1b00-\u1eff\ua620-\uabff\U00010000-\U0001ffff]"
)
"""What the table below may change; most texts in Chinese, Japanese, Korean and Russian hold hardly any of it."""
_LATIN = (range(0x00C0, 0x0250), range(0x1E00, 0x1F00))
_ARABIC = {
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىی", "ي"),
    "ک": "ك",
    "ة": "ه",
    "ـ": None,
    **dict.fromkeys("ًٌٍَُِّْٰ", None),
}
"""Alef with any sign, alef maksura, teh marbuta, tatweel, vowel signs: written or left out as the writer likes; and the
yeh and kaf of Persian keyboards."""


def fold(text: str) -> str:
    """NFKC, lower case, Latin letters without accents, ё as е, any digits as 0 to 9, nothing invisible.

    Never raises: lone surrogates and control characters become spaces. The length may change; see `fold_with_places`.
    """
    if text.isascii():
        return _BROKEN.sub(" ", text).lower()
    clean = _UNSEEN.sub("", _BROKEN.sub(" ", text))
    plain = unicodedata.normalize("NFKC", clean).casefold()
    return plain.translate(_table()) if _OTHERWISE.search(plain) else plain


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text and where in `text` each of its characters comes from: character by character where the
    length has changed.
    """
    whole = fold(text)
    if len(whole) == len(text):
        return whole, list(range(len(text)))
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        some = _one(character)
        folded.append(some)
        places.extend([place] * len(some))
    return "".join(folded), places


@lru_cache(maxsize=8_192)
def _one(character: str) -> str:
    return fold(character)


@cache
def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {ord("ё"): "е", **{ord(sign): plain for sign, plain in _ARABIC.items()}}
    for code in (code for block in _LATIN for code in block):
        plain = "".join(c for c in unicodedata.normalize("NFKD", chr(code)) if not unicodedata.combining(c))
        if plain != chr(code):
            table[code] = plain
    table |= {ord("ø"): "o", ord("đ"): "d", ord("ł"): "l", ord("ı"): "i"}
    for code in range(0x0660, sys.maxunicode if sys.maxunicode < 0x20000 else 0x20000):
        digit = unicodedata.digit(chr(code), None)
        if digit is not None and chr(code).isdecimal():
            table[code] = str(digit)
    return table
