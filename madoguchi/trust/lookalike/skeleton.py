"""How a name looks: letters that are taken for one another become one (after UTS #39, for ASCII brands).

Made for comparing, not for showing. The table of letters is Unicode's (see tests/tools/letters_alike.py).
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib import resources

UNKNOWN = "?"
"""Stands for a letter beyond ASCII that looks like none within."""

# What the table has not: letters that Unicode keeps apart, but a glance does not.
_MORE = {
    **{"þ": "p", "ð": "d", "đ": "d", "ø": "o", "ł": "l", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "ß": "b"},
    **{"ŋ": "n", "ĸ": "k", "ſ": "f", "ə": "e", "ɛ": "e", "ε": "e", "є": "e", "к": "k", "п": "n", "т": "t"},
    **{"м": "m", "ь": "b", "и": "u", "я": "r", "ш": "w", "щ": "w", "η": "n", "τ": "t", "ω": "w", "μ": "u"},
    **{"π": "n", "ʟ": "l", "ᴋ": "k", "ɴ": "n", "ɢ": "g", "ʜ": "h", "ʀ": "r", "ᴛ": "t", "ꜱ": "s", "ᴅ": "d"},
}
_DIGITS = str.maketrans("013457869$|!i", "oleastbbgslll")
_PAIRS = (("rn", "m"), ("vv", "w"))


def skeleton(text: str) -> str:
    """Only small letters a-z without i, and UNKNOWN; nothing else is left of a label."""
    alike = _alike()
    plain = "".join(alike.get(c) or _small(c) for c in unicodedata.normalize("NFKD", text.lower()))
    plain = plain.translate(_DIGITS)
    for pair, letter in _PAIRS:
        plain = plain.replace(pair, letter)
    return plain


def _small(character: str) -> str:
    if unicodedata.combining(character):
        return ""
    if character.isascii():
        return character if character.isalnum() else ""
    return UNKNOWN if character.isalnum() else ""


@cache
def _alike() -> dict[str, str]:
    text = resources.files(__package__).joinpath("data", "alike.txt").read_text(encoding="utf-8")
    table = {alike: line[0] for line in text.splitlines() for alike in line[2:]}
    return _MORE | table
