"""A query as groups of alternatives: each group is one thing asked for, in any of several words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from madoguchi.search.analysis import Analyser
from madoguchi.search.lexical.thesaurus import Offer, Thesaurus


class Alternative(NamedTuple):
    """Terms that must all occur; `weight` 1 is the word itself."""

    terms: tuple[str, ...]
    weight: float = 1.0


@dataclass(slots=True)
class Group:
    """`raw` is the word as typed. `idf` is known when the index was asked; it is 0 where no article has any."""

    raw: str
    kind: str
    start: int
    end: int
    alternatives: list[Alternative] = field(default_factory=list)
    idf: float = 0.0
    articles: int = 0

    def offer(self, terms: tuple[str, ...], weight: float) -> None:
        if terms and all(known.terms != terms for known in self.alternatives):
            self.alternatives.append(Alternative(terms, weight))


@dataclass(slots=True)
class Plan:
    """`absent` is the information of words that no article holds. `corrected` is the query as it was meant, if some
    word was taken for another.
    """

    folded: str
    groups: list[Group]
    absent: float = 0.0
    corrected: str = ""

    @property
    def known(self) -> list[Group]:
        return [group for group in self.groups if group.idf > 0]

    def terms(self) -> Iterator[str]:
        for group in self.groups:
            for alternative in group.alternatives:
                yield from alternative.terms


def plan_of(text: str, reader: Analyser, thesaurus: Thesaurus, *, most: int) -> Plan:
    """The groups of a query as this language's articles are read: at most so many. Where there are only stopwords,
    they count.
    """
    folded = reader.fold(text)
    words = list(reader.words(folded))[: 3 * most]
    asked = [word for word in words if not word.stop] or words
    groups: dict[str, Group] = {}
    for word in asked[:most]:
        group = groups.get(word.term)
        if group is None:
            group = groups[word.term] = Group(word.raw, word.kind, word.start, word.end)
            group.offer((word.term,), 1.0)
    for offer in thesaurus.offers(text):
        for group in groups.values():
            if _inside(group, offer):
                for terms in offer.phrases:
                    group.offer(terms, offer.weight)
    return Plan(folded, list(groups.values()))


def _inside(group: Group, offer: Offer) -> bool:
    """Pairs of ideographs reach over the ends of words; only those inside are said by the phrase."""
    return offer.start <= group.start and group.end <= offer.end


def weigh(plan: Plan, counts: Mapping[str, int], articles: int) -> None:
    """Give each group its inverse document frequency, from how many articles hold each term (of so many)."""
    plan.absent = 0.0
    for group in plan.groups:
        kept = [a for a in group.alternatives if all(term in counts for term in a.terms)]
        group.articles = min(articles, max((_articles(a, counts) for a in kept), default=0))
        group.idf = idf(group.articles, articles) if kept else 0.0
        if not kept:
            plan.absent += idf(0, articles)


def only_known(plan: Plan, counts: Mapping[str, int]) -> None:
    """Leave out the alternatives that no article holds."""
    for group in plan.groups:
        group.alternatives = [a for a in group.alternatives if all(term in counts for term in a.terms)]


def rarest(groups: Iterable[Group], counts: Mapping[str, int], *, most: int) -> list[tuple[str, ...]]:
    """The alternatives that candidates are sought by: those of the rarest groups first, until the occurrences are
    so many. What is left out still counts in the score.
    """
    wanted: list[tuple[str, ...]] = []
    total = 0
    for number, group in enumerate(sorted(groups, key=lambda group: -group.idf)):
        occurrences = sum(_articles(a, counts) for a in group.alternatives)
        if number and total + occurrences > most:
            continue
        total += occurrences
        wanted += [a.terms for a in group.alternatives]
    return wanted


def idf(holding: int, articles: int) -> float:
    """The information of a term, never negative (BM25 as in Lucene)."""
    return math.log(1 + (articles - holding + 0.5) / (holding + 0.5))


def _articles(alternative: Alternative, counts: Mapping[str, int]) -> int:
    return min(counts[term] for term in alternative.terms)
