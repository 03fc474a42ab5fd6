"""Words that were mistyped: the nearest words of the index, within one or two edits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

SHORTEST, TWO_EDITS_FROM, LONGEST = 4, 8, 40


class Near(NamedTuple):
    word: str
    edits: int
    articles: int


class Speller:
    """Knows the words of some articles, and finds those that a word was probably meant to be."""

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        """`words` as people write them, each with the number of articles that hold it."""
        self._by_length: defaultdict[int, list[tuple[str, int, int]]] = defaultdict(list)
        for word, articles in words:
            if SHORTEST - 1 <= len(word) <= LONGEST:
                self._by_length[len(word)].append((word, _letters(word), articles))

    def near(self, word: str, *, most: int = 3) -> list[Near]:
        """The nearest words, then the most frequent. Nothing for short words: anything is near to them."""
        if not SHORTEST <= len(word) <= LONGEST:
            return []
        allowed = 2 if len(word) >= TWO_EDITS_FROM else 1
        letters = _letters(word)
        found: list[Near] = []
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            for other, others_letters, articles in self._by_length.get(length, ()):
                if (letters ^ others_letters).bit_count() > 2 * allowed:
                    continue
                edits = distance(word, other, allowed)
                if edits <= allowed:
                    found.append(Near(other, edits, articles))
        found.sort(key=lambda near: (near.edits, near.word[0] != word[0], -near.articles, near.word))
        return [near for near in found if near.edits == found[0].edits][:most]


def distance(one: str, other: str, allowed: int) -> int:
    """Edits between two words (insert, delete, change, swap neighbours), or `allowed` + 1 where there are more.

    Optimal string alignment, which counts a swap once and edits no place twice.
    """
    if abs(len(one) - len(other)) > allowed:
        return allowed + 1
    before: Sequence[int] = ()
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i, *[0] * len(other)]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row[j] = cost
        if min(row) > allowed:
            return allowed + 1
        before, last = last, row
    return min(last[-1], allowed + 1)


def _letters(word: str) -> int:
    """Which letters occur, as bits: words that differ in many letters need not be compared."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 63)
    return bits
