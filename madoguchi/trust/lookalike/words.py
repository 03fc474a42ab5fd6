"""Whether words that make a brand's name sound genuine, or common words, stand in a text."""

from __future__ import annotations

from functools import cache
from importlib import resources

from madoguchi.trust.lookalike.skeleton import skeleton
from madoguchi.trust.lookalike.word_lists import LURES

MIN_EVERYDAY, MAX_EVERYDAY = 5, 8
"""Letters of the common words that are known; shorter ones stand in everything."""


@cache
def lures() -> frozenset[str]:
    """Every such word as it is written, and as it looks."""
    words = {word for group in LURES.values() for word in group.split()}
    return frozenset(words | {skeleton(word) for word in words if word.isascii()})


@cache
def _longest() -> int:
    return max(map(len, lures()))


@cache
def everyday() -> frozenset[str]:
    """Common English words of five letters and more: the English list of BIP 39, which the shield carries too."""
    text = resources.files("mnemonic").joinpath("wordlist", "english.txt").read_text(encoding="utf-8")
    return frozenset(word for word in text.split() if len(word) >= MIN_EVERYDAY)


def by_chance(text: str, name: str) -> bool:
    """Whether the name stands in the text only because words meet there: `opensea` in `opensearch`.

    It does where a common word begins within the name and ends behind it, or the other way round.
    """
    start = text.find(name)
    end = start + len(name)
    words = everyday()
    over = (
        (first, first + size)
        for size in range(MIN_EVERYDAY, MAX_EVERYDAY + 1)
        for first in range(max(0, start - size + 1), min(end, len(text) - size + 1))
        if text[first : first + size] in words
    )
    return any(start < first < end < last or first < start < last < end for first, last in over)


def only_lures(text: str) -> bool:
    """Whether nothing but such words and digits is in the text; the empty text is."""
    words, longest = lures(), _longest()
    reached = [True] + [False] * len(text)
    for end in range(1, len(text) + 1):
        reached[end] = (reached[end - 1] and text[end - 1].isdigit()) or any(
            reached[start] and text[start:end] in words for start in range(max(0, end - longest), end)
        )
    return reached[-1]


def has_lure(text: str) -> bool:
    """Whether a word of the trade of four letters and more stands in the text."""
    words, longest = lures(), min(_longest(), len(text))
    return any(
        text[start : start + size] in words
        for start in range(len(text) - 3)
        for size in range(4, longest + 1)
    )


def without_lures(text: str) -> str:
    """The text without such words of three letters and more at its ends, one after another."""
    words, longest = lures(), _longest()
    changed = True
    while changed and text:
        changed = False
        text = text.strip("0123456789")
        for size in range(min(longest, len(text) - 1), 2, -1):
            if text[:size] in words:
                text, changed = text[size:], True
                break
            if text[-size:] in words:
                text, changed = text[:-size], True
                break
    return text
