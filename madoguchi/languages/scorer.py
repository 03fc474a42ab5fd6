"""Tells languages of one script apart by frequent words, parts of words and letters."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

Weights = Mapping[str, Sequence[tuple[int, float]]]
Entry = tuple[str, frozenset[str], frozenset[str], str]
"""Code, words, fragments, letters."""

WORD, LETTER, EDGE, MIDDLE = 3.0, 2.0, 1.0, 0.5
LONGEST_EDGE, LONGEST_WORD = 6, 24
TEMPERATURE = 1.5


class Scorer:
    """Signs of several languages weigh less: the weight is divided by the number that have it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        entries = list(entries)
        self.codes = [code for code, *_ in entries]
        self._words = _weigh((words for _, words, _, _ in entries), WORD)
        self._letters = _weigh((frozenset(letters) for *_, letters in entries), LETTER)
        fragments = [fragments for _, _, fragments, _ in entries]
        self._starts = _weigh(({f[:-1] for f in own if f[-1] == "-"} for own in fragments), EDGE)
        self._ends = _weigh(({f[1:] for f in own if f[0] == "-"} for own in fragments), EDGE)
        self._middles = _weigh(({f for f in own if "-" not in f} for own in fragments), MIDDLE)
        self._middle_lengths = sorted({len(fragment) for fragment in self._middles})

    def best(self, words: Iterable[str]) -> tuple[str, float] | None:
        """The likeliest code and its share of the likelihood; None where nothing speaks for any."""
        scores = [0.0] * len(self.codes)
        for word in words:
            for code, weight in self._of_word(word):
                scores[code] += weight
        highest = max(scores)
        if not highest:
            return None
        share = sum(math.exp((score - highest) / TEMPERATURE) for score in scores)
        return self.codes[scores.index(highest)], 1 / share

    def _of_word(self, word: str) -> Sequence[tuple[int, float]]:
        return self._words.get(word) or list(self._parts(word[:LONGEST_WORD]))

    def _parts(self, word: str) -> Iterator[tuple[int, float]]:
        length = len(word)
        for letter in word:
            yield from self._letters.get(letter, ())
        for n in range(1, min(length, LONGEST_EDGE + 1)):
            yield from self._ends.get(word[-n:], ())
            yield from self._starts.get(word[:n], ())
        for n in self._middle_lengths:
            for i in range(length - n + 1):
                yield from self._middles.get(word[i : i + n], ())


def _weigh(signs: Iterable[Iterable[str]], weight: float) -> Weights:
    owners: dict[str, list[int]] = defaultdict(list)
    for code, own in enumerate(signs):
        for sign in own:
            owners[sign].append(code)
    return {sign: [(code, weight / len(codes)) for code in codes] for sign, codes in owners.items()}
