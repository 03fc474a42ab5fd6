"""BM25 over the stored terms: the final word score, the same on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from madoguchi.search.lexical.plan import Plan

K1, B = 1.2, 0.75


class Match(NamedTuple):
    """`share` of the highest score that any article could have for this query, `coverage` of the query's information
    that this article holds; both from 0 to 1.
    """

    share: float
    coverage: float


NO_MATCH = Match(0.0, 0.0)


class Matcher:
    """Compares one query with many articles."""

    def __init__(self, plan: Plan, *, mean_words: float) -> None:
        asked = plan.known
        self._mean = mean_words
        self._information = sum(group.idf for group in asked)
        self._absent = plan.absent
        self._groups = [
            (group.idf, [(a.weight, [f" {term}:" for term in a.terms]) for a in group.alternatives])
            for group in asked
        ]

    def match(self, terms: str, *, words: int) -> Match:
        """How well an article answers the words of the query. `terms` as the index stores them (` term:count …`)."""
        if not self._groups:
            return NO_MATCH
        norm = K1 * (1 - B + B * words / self._mean)
        score = held = 0.0
        for idf, alternatives in self._groups:
            best = 0.0
            for weight, wanted in alternatives:
                at = terms.find(wanted[0])
                if at < 0:  # most of them, so without a call
                    continue
                start = at + len(wanted[0])
                count = int(terms[start : terms.index(" ", start)])
                if len(wanted) > 1:
                    count = min(count, _least(terms, wanted[1:]))
                if count:
                    gain = weight * count * (K1 + 1) / (count + norm)
                    if gain > best:
                        best = gain
            if best:
                score += idf * best
                held += idf
        share = score / (self._information * (K1 + 1))
        return Match(share, held / (self._information + self._absent))


def _least(terms: str, wanted: Sequence[str]) -> int:
    """The count of the rarest of these terms, 0 if one is missing."""
    counts = []
    for needle in wanted:
        at = terms.find(needle)
        if at < 0:
            return 0
        start = at + len(needle)
        counts.append(int(terms[start : terms.index(" ", start)]))
    return min(counts)
