"""A pasted value as the browser or the mail program would take it."""

from __future__ import annotations

import re
import unicodedata

# Characters that show what follows from right to left; telephones put the other marks of direction around numbers.
TURNING = frozenset("\u202b\u202e\u2067")
_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202c\u202d\u2066\u2068\u2069")
_UNSEEN = (
    TURNING | _MARKS | frozenset("\u00ad\u034f\u115f\u1160\u180e\u200b\u200c\u200d\u2060\u3164\ufeff\uffa0")
)
_DOTS = str.maketrans("。．｡", "...")
_DEFANGED_SCHEME = re.compile(r"^(?:h(?:xx|\*\*|tx|xt)p|meow)(s?)(?=\[?:)", re.IGNORECASE)
_DEFANGED = (
    (re.compile(r"\[(?:\.|dot)\]|\((?:\.|dot)\)|\{(?:\.|dot)\}", re.IGNORECASE), "."),
    (re.compile(r"\[(?:@|at)\]|\((?:@|at)\)", re.IGNORECASE), "@"),
    (re.compile(r"\[:\]"), ":"),
    (re.compile(r"\[/\]|\[//\]"), "/"),
    (re.compile(r"\\\."), "."),
)
_AROUND = "<>\"'`“”‘’«»「」『』()[]{},;!?。、，"


def clean(text: str) -> str:
    """Full width to narrow, unseen characters and quotes off, defanged addresses whole again."""
    text = unicodedata.normalize("NFKC", text.translate(_DOTS))
    text = "".join(character for character in text if character not in _UNSEEN and character.isprintable())
    text = text.strip().strip(_AROUND).strip()
    text = _DEFANGED_SCHEME.sub(r"http\1", text)
    for pattern, plain in _DEFANGED:
        text = pattern.sub(plain, text)
    return text


def is_turned(text: str) -> bool:
    """Whether the text holds characters that make others appear in another order."""
    return any(character in TURNING for character in text)
