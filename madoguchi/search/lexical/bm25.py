"""BM25 over the stored terms: the final word score, the same on both databases."""

from __future__ import annotations

from typing import NamedTuple

from madoguchi.search.lexical.plan import Group, Plan

K1, B = 1.2, 0.75


class Match(NamedTuple):
    """`share` of the highest score that any article could have for this query, `coverage` of the query's information
    that this article holds; both from 0 to 1.
    """

    share: float
    coverage: float


NO_MATCH = Match(0.0, 0.0)


def match(plan: Plan, terms: str, *, words: int, mean_words: float) -> Match:
    """How well an article answers the words of a query. `terms` as the index stores them (` term:count …`)."""
    asked = plan.known
    if not asked:
        return NO_MATCH
    norm = K1 * (1 - B + B * words / mean_words)
    score = held = total = 0.0
    for group in asked:
        total += group.idf
        strength = _strength(group, terms, norm)
        if strength:
            score += group.idf * strength
            held += group.idf
    return Match(score / (total * (K1 + 1)), held / (total + plan.absent))


def _strength(group: Group, terms: str, norm: float) -> float:
    best = 0.0
    for alternative in group.alternatives:
        count = min(_count(terms, term) for term in alternative.terms)
        if count:
            best = max(best, alternative.weight * count * (K1 + 1) / (count + norm))
    return best


def _count(terms: str, term: str) -> int:
    wanted = f" {term}:"
    at = terms.find(wanted)
    if at < 0:
        return 0
    start = at + len(wanted)
    return int(terms[start : terms.index(" ", start)])
