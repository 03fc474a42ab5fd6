"""How many slips of the hand lie between two names, up to a bound."""

from __future__ import annotations

from functools import cache
from itertools import pairwise, permutations

SLIP = 2
"""What a letter left out or swapped with its neighbour costs, or the key beside it, or a vowel too many."""
HALF = 1
"""What is hard to see costs half: a letter doubled, a vowel for a vowel, a letter that no ASCII letter looks like."""
OTHER = 3
"""Another consonant, changed or added, mostly makes another name."""

_VOWELS = frozenset("aeiouly")
_UNKNOWN = "?"
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890")
_SHAPES = "ceo uvy nhm ftl kx pq gqy bd ijlt"


def distance(typed: str, meant: str, *, most: int) -> int:
    """Optimal string alignment in half slips; `most + 1` as soon as it is certain to be more than `most`.

    Time grows with the length of the shorter name: only the band that the bound allows is looked at.
    """
    if abs(len(typed) - len(meant)) > most:
        return most + 1
    far = most + 1
    before: list[int] = []
    here = [0]
    for at in range(len(meant)):
        here.append(min(here[-1] + _extra(meant, at, left_out=True), far))
    for row in range(1, len(typed) + 1):
        first, last = max(1, row - most), min(len(meant), row + most)
        new = [far] * (len(meant) + 1)
        if row <= most:
            new[0] = min(here[0] + _extra(typed, row - 1), far)
        for column in range(first, last + 1):
            a, b = typed[row - 1], meant[column - 1]
            best = min(
                here[column - 1] + _change(a, b),
                here[column] + _extra(typed, row - 1),
                new[column - 1] + _extra(meant, column - 1, left_out=True),
            )
            swapped = row > 1 and column > 1 and a == meant[column - 2] and typed[row - 2] == b
            if swapped and a != b:
                best = min(best, before[column - 2] + SLIP)
            new[column] = min(best, far)
        if min(new) > most:
            return far
        before, here = here, new
    return here[-1]


def alike(a: str, b: str) -> bool:
    """Whether two letters are one, or have much of one shape."""
    return a == b or a + b in _of_one_shape()


def _change(a: str, b: str) -> int:
    if a == b:
        return 0
    if _UNKNOWN in (a, b) or (a in _VOWELS and b in _VOWELS):
        return HALF
    return SLIP if a + b in _near() else OTHER


@cache
def _near() -> frozenset[str]:
    """Pairs of letters that lie side by side on a keyboard, or have much of one shape."""
    pairs = {a + b for row in _KEYS for a, b in pairwise(row)}
    return frozenset(pairs | {pair[::-1] for pair in pairs}) | _of_one_shape()


@cache
def _of_one_shape() -> frozenset[str]:
    return frozenset(a + b for group in _SHAPES.split() for a, b in permutations(group, 2))


def _extra(text: str, at: int, *, left_out: bool = False) -> int:
    """A letter that stands twice is half as strange as one from nowhere."""
    letter = text[at]
    twice = (at > 0 and text[at - 1] == letter) or (at + 1 < len(text) and text[at + 1] == letter)
    if twice:
        return HALF
    return SLIP if left_out or letter in _VOWELS else OTHER
