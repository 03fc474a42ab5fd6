"""A text as the detectors see it, and the cheap look that decides which of them need to run."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cache, cached_property
from string import digits

from madoguchi.shield import cues
from madoguchi.shield.cues import Cue
from madoguchi.shield.wordlists import words


class Sign:
    """What a text holds, as bits; plain integers, because `enum.Flag` takes a microsecond per operation."""

    DIGITS = 1  # four digits in a row, single separators allowed
    MANY_DIGITS = 1024  # eleven of them
    NATIONAL = 2048  # words for an identity number
    LONG = 2  # 16 characters or more without a space
    WORDS = 4  # eleven words of some seed list
    PASSWORD = 8
    CODE = 16
    TOTP = 32
    KEYSTORE = 64
    PEM = 128
    NUMBERS = 256  # an opening bracket and room for 64 numbers
    CVV = 512


_FAMILIES = {
    Sign.PASSWORD: (cues.SIGN_IN, cues.PIN),
    Sign.CODE: (cues.ONE_TIME_CODE, cues.PLAIN_CODE),
    Sign.TOTP: (cues.TOTP_SEED, "otpauth|otpauth-migration"),
    Sign.KEYSTORE: ("ciphertext|pkcs8",),
    Sign.PEM: ("kty",),
    Sign.CVV: (cues.CVV,),
    Sign.NATIONAL: (cues.NATIONAL_ID,),
}
_DIGITS = re.compile(r"\d(?:[ .-]?\d){3}")
_MANY_DIGITS = re.compile(r"\d(?:[ .-]?\d){10}")
_LONG = re.compile(r"[!-~]{16}")  # most keys are longer, and few words are
_BREAKS = {code: 0x20 for code in range(0x80) if not chr(code).isalnum()}
_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff]{12}")
# Full-width forms, odd spaces and dashes, each one character for one, so that offsets stay.
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_PLAIN |= dict.fromkeys((0x3000, 0xA0, 0x2002, 0x2003, 0x2007, 0x2009, 0x202F), 0x20)
_PLAIN |= dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2212), 0x2D)
_ODD = re.compile("[" + "".join(map(chr, sorted(_PLAIN))) + "]")
_SEED_MINIMUM = 11


class View:
    """The text, its plain form of the same length, and its signs."""

    def __init__(self, text: str, *, lang: str | None = None, field: str | None = None) -> None:
        self.text = text
        self.flat = text.translate(_PLAIN) if not text.isascii() and _ODD.search(text) else text
        self.lang = lang
        self.field = field
        self._places: dict[Cue, tuple[list[int], list[int]]] = {}

    @cached_property
    def lower(self) -> str:
        """Lower case of the same length (a few capitals would grow: they stay), underscores as spaces."""
        lower = self.flat.lower()
        if len(lower) != len(self.flat):
            lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in self.flat)
        return lower.replace("_", " ")

    def places(self, cue: Cue) -> tuple[list[int], list[int]]:
        """Starts and ends of a cue's matches, found once."""
        known = self._places.get(cue)
        if known is None:
            spans = cue.spans(self.lower)
            known = self._places[cue] = ([s for s, _ in spans], [e for _, e in spans])
        return known

    def signs(self) -> int:
        """Bits of `Sign`: a few microseconds for a short message."""
        flat = self.flat
        found = 0
        if _DIGITS.search(flat):
            found = 1025 if _MANY_DIGITS.search(flat) else 1
        if _LONG.search(flat):
            found |= 2
        lower = flat.lower()
        singles, starts, roots = _prefilter()
        ascii_only = lower.isascii()
        plain = lower if ascii_only else unicodedata.normalize("NFKC", lower)
        listed = plain.translate(_BREAKS).split() if ascii_only else _WORD.findall(plain)
        hits = singles.keys() & listed
        for word in hits:
            found |= singles[word]
        if not ascii_only:
            for match in starts.findall(lower):
                found |= roots[match]
            if _HAN.search(flat):
                found |= 4
        if len(listed) >= _SEED_MINIMUM and not found & 4 and _many_listed(listed):
            found |= 4
        if "-----" in flat or "PuTTY" in flat:
            found |= 128
        if "[" in flat and len(flat) >= 128:
            found |= 256
        return found


def _many_listed(listed: list[str]) -> bool:
    """Whether eleven words are in some list, or are four-letter beginnings as on a metal backup."""
    known = words()
    inside = [w in known.member for w in listed if not w.isdigit()]
    if sum(inside) >= _SEED_MINIMUM and _dense(inside):
        return True
    if sum(w[0].isdigit() for w in listed) >= _SEED_MINIMUM:  # "1abandon 2ability"
        return sum(w.lstrip(digits) in known.member for w in listed) >= _SEED_MINIMUM
    short = [w for w in listed if 3 <= len(w) <= 4]
    return len(short) >= _SEED_MINIMUM and sum(map(known.prefixes.__contains__, short)) >= _SEED_MINIMUM


def _dense(inside: list[bool]) -> bool:
    """Whether a dozen words stand so close that only two foreign ones part them: prose seldom does."""
    runs = [len(run) for run in "".join("1" if known else "0" for known in inside).split("0")]
    return any(sum(runs[i : i + 3]) >= _SEED_MINIMUM - 1 for i in range(len(runs)))


@cache
def _prefilter() -> tuple[dict[str, int], re.Pattern[str], dict[str, int]]:
    """First words of the spaced cues, and a pattern of beginnings for the others, with their bits."""
    singles: dict[str, int] = {}
    roots: dict[str, int] = {}
    for sign, families in _FAMILIES.items():
        for cue in (c for family in families for c in cues.variants(family)):
            first = re.split(r"[ -]", cue)[0]
            if cues.is_unspaced(cue) or "*" in cue:
                start = first.partition("*")[0]
                roots[start] = roots.get(start, 0) | sign
            else:
                rarest = max(re.split(r"[ -]", cue), key=len)
                for word in {rarest, cue.replace(" ", "").replace("-", "")}:
                    singles[word] = singles.get(word, 0) | sign
    ordered = sorted(roots, key=len, reverse=True)
    for root in ordered:  # a longer beginning hides a shorter one: it carries its bits
        for other in ordered:
            if root != other and root.startswith(other):
                roots[root] |= roots[other]
    return singles, re.compile("|".join(map(re.escape, ordered))), roots


def nearest(view: View, cue: Cue, start: int, end: int, *, tokens: int = 8, after: bool = True) -> int | None:
    """Characters between the span and the closest match of `cue` within `tokens` words, or None.

    `after=False` looks at what precedes the span alone.
    """
    starts, ends = view.places(cue)
    distances: list[int] = []
    before = bisect_right(ends, start)
    if before and _few_words(view.flat, ends[before - 1], start, tokens):
        distances.append(start - ends[before - 1])
    following = bisect_left(starts, end) if after else len(starts)
    if following < len(starts) and _few_words(view.flat, end, starts[following], tokens):
        distances.append(starts[following] - end)
    return min(distances, default=None)


def _few_words(text: str, start: int, end: int, tokens: int) -> bool:
    return end - start <= tokens * 20 and len(text[start:end].split()) <= tokens
