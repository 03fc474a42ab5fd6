"""How near each article of some scopes is to a query, in meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

import numpy as np

from madoguchi.search.dense.shelf import Floats, Numbers, Shelf, Stack
from madoguchi.search.models import VectorKind

WEIGHTS = {
    VectorKind.SECTION: 1.0,
    VectorKind.TITLE: 1.0,
    VectorKind.SHORT_TITLE: 0.5,
    VectorKind.SENTENCE: 0.5,
}
LOOKED_INTO, SAMPLED = 500, 200
"""Articles of one language whose sentences are compared, where there are more."""
_FEW = 0.5
"""Where fewer articles than this have a title of their own, titles do not count."""


class Near(NamedTuple):
    """`score` is the weighted sum of standard scores, `cosine` and `z` are the best section's."""

    score: float
    cosine: float
    z: float


@dataclass(frozen=True)
class Nearness:
    """The same article by article, in the order of their ids."""

    articles: Numbers
    score: Floats
    cosine: Floats
    z: Floats

    def first(self, most: int, allowed: Sequence[int] | None = None) -> list[int]:
        """The articles with the highest scores, among the allowed ones if some are named."""
        places = np.arange(len(self.articles))
        if allowed is not None:
            places = np.flatnonzero(np.isin(self.articles, np.array(allowed, dtype=np.int64)))
        if len(places) > most:
            places = places[np.argpartition(-self.score[places], most)[:most]]
        found: list[int] = self.articles[places[np.argsort(-self.score[places], kind="stable")]].tolist()
        return found

    def of(self, articles: Sequence[int]) -> dict[int, Near]:
        """What is known of these articles; those without vectors are missing."""
        wanted = np.array(articles, dtype=np.int64)
        places, known = _aligned(wanted, self.articles)
        kept = places[known]
        rows = zip(self.score[kept].tolist(), self.cosine[kept].tolist(), self.z[kept].tolist(), strict=True)
        return dict(zip(wanted[known].tolist(), (Near(*row) for row in rows), strict=True))


def scan(
    shelves: Sequence[Shelf], text: Floats, short: Floats | None, *, also: Sequence[int] = ()
) -> Nearness | None:
    """Compare a query's vectors with every article; None where no article has any.

    Sentences are most of the vectors. Where articles are many, only those of the nearest ones, of `also`, and of a
    sample that says what is usual are compared.
    """
    found: dict[VectorKind, _Pair] = {
        kind: _of_kind(shelves, kind, text, short) for kind in WEIGHTS if kind != VectorKind.SENTENCE
    }
    first = _summed(found, WEIGHTS)
    if first is None or len(first.articles) > LOOKED_INTO + SAMPLED:
        return first and _with_some_sentences(first, shelves, text, also)
    return _summed(
        found | {VectorKind.SENTENCE: _of_kind(shelves, VectorKind.SENTENCE, text, short)}, WEIGHTS
    )


def _with_some_sentences(
    first: Nearness, shelves: Sequence[Shelf], text: Floats, also: Sequence[int]
) -> Nearness:
    """An article that is not looked into counts as `_summed` counts one without sentences."""
    sample = first.articles[:: len(first.articles) // SAMPLED]
    chosen = _chosen(first.first(LOOKED_INTO), sample, also)
    pairs = []
    for shelf in shelves:
        stack = _chosen_of(shelf, VectorKind.SENTENCE, chosen)
        if stack:
            pairs.append((stack.articles, stack.best(stack.cosines(text))))
    found = _sorted(pairs)
    own = _beside(found, sample)
    if found is None or own is None or len(found[0]) < _FEW * len(chosen):
        return first
    part = _or(first.z, first.articles, found[0], own)
    return replace(first, score=first.score + WEIGHTS[VectorKind.SENTENCE] * part)


ACROSS = {VectorKind.SECTION: 1.0, VectorKind.TITLE: 1.0, VectorKind.SHORT_TITLE: 1.0}
ACROSS_ALL, ACROSS_NEAREST = 5_000, 1_000
"""Articles in other languages that are all compared; of more, the texts of those whose titles are nearest."""


def scan_across(
    languages: Mapping[str, Sequence[Shelf]],
    text: Floats,
    short: Floats | None,
    *,
    centres: Centres,
    also: Sequence[int] = (),
) -> Nearness | None:
    """Compare a query with articles of other languages than its own, all in one ranking; None where there are no
    vectors. A vector says more about its language than about its subject, so the language's mean is taken away.

    Where articles are many, all titles are compared by `text`, and besides only what belongs to the nearest, to `also`,
    and to a sample.
    """
    query = centres.query(text)
    means = {lang: centres.of(lang, shelves) for lang, shelves in languages.items()}

    def compared(kind: VectorKind, chosen: Numbers | None = None) -> _Pair:
        pairs = []
        for lang, shelves in languages.items():
            for shelf in shelves:
                stack = shelf.stacks.get(kind) if chosen is None else _chosen_of(shelf, kind, chosen)
                if stack and kind == VectorKind.SHORT_TITLE and short is not None:
                    pairs.append((stack.articles, stack.best(stack.cosines(short))))
                elif stack and kind != VectorKind.SHORT_TITLE:
                    pairs.append((stack.articles, stack.best(stack.centred(query, means[lang]))))
        return _sorted(pairs)

    held = sum(
        len(shelf.stacks[VectorKind.SECTION].articles)
        for shelves in languages.values()
        for shelf in shelves
        if VectorKind.SECTION in shelf.stacks
    )
    titles = compared(VectorKind.TITLE)
    if held <= ACROSS_ALL or titles is None or len(titles[0]) < _FEW * held:
        others = {kind: compared(kind) for kind in (VectorKind.SHORT_TITLE, VectorKind.SECTION)}
        return _summed(others | {VectorKind.TITLE: titles}, ACROSS)
    z = standard(titles[1])
    by_title = Nearness(titles[0], z, titles[1], z)
    sample = titles[0][:: len(titles[0]) // SAMPLED]
    chosen = _chosen(by_title.first(ACROSS_NEAREST), sample, also)
    sections = compared(VectorKind.SECTION, chosen)
    near = _beside(sections, sample)
    if sections is None or near is None:
        return by_title
    articles, cosine = sections
    score = near + _or(near, articles, titles[0], z)
    short_titles = compared(VectorKind.SHORT_TITLE, chosen)
    own = _beside(short_titles, sample)
    if short_titles and own is not None:
        score += _or(near, articles, short_titles[0], own)
    return Nearness(articles, score, cosine, near)


class Centres(Protocol):
    """Takes languages out of vectors."""

    def query(self, vector: Floats) -> Floats:
        """A query's vector without its language, of length 1."""

    def of(self, lang: str, shelves: Sequence[Shelf]) -> Floats:
        """The mean of a language's passages."""


def standard(values: Floats) -> Floats:
    """In standard deviations from the mean."""
    deviation = float(values.std())
    if deviation < 1e-9:
        return np.zeros_like(values)
    result: Floats = (values - values.mean()) / deviation
    return result


_Pair = tuple[Numbers, Floats] | None


def _chosen(nearest: Sequence[int], sample: Numbers, also: Sequence[int]) -> Numbers:
    return np.unique(np.concatenate([np.array([*nearest, *also], dtype=np.int64), sample]))


def _chosen_of(shelf: Shelf, kind: VectorKind, chosen: Numbers) -> Stack | None:
    """The vectors of the chosen articles on a shelf."""
    stack = shelf.stacks.get(kind)
    if stack is None:
        return None
    places, known = _aligned(chosen, stack.articles)
    return stack.some(places[known]) if known.any() else None


def _beside(found: _Pair, sample: Numbers) -> Floats | None:
    """In standard deviations from the mean of a sample; None where nothing of it was found."""
    if found is None:
        return None
    usual = found[1][np.isin(found[0], sample)]
    if not len(usual):
        return None
    result: Floats = (found[1] - usual.mean()) / max(float(usual.std()), 1e-9)
    return result


def _or(z: Floats, articles: Numbers, others: Numbers, own: Floats) -> Floats:
    """What each article has of its own among others; `z` where it has nothing: it is judged by its sections."""
    places, known = _aligned(articles, others)
    part = z.copy()
    part[known] = own[places[known]]
    return part


def _summed(found: Mapping[VectorKind, _Pair], weights: Mapping[VectorKind, float]) -> Nearness | None:
    """The weighted sum of standard scores."""
    sections = found[VectorKind.SECTION]
    if sections is None:
        return None
    articles, cosine = sections
    z = standard(cosine)
    score = z.copy()
    for kind, weight in weights.items():
        pair = found.get(kind)
        if kind == VectorKind.SECTION or pair is None or len(pair[0]) < _FEW * len(articles):
            continue
        score += weight * _or(z, articles, pair[0], standard(pair[1]))
    return Nearness(articles, score, cosine, z)


def _of_kind(shelves: Sequence[Shelf], kind: VectorKind, text: Floats, short: Floats | None) -> _Pair:
    query = short if kind == VectorKind.SHORT_TITLE else text
    if query is None:
        return None
    stacks = [shelf.stacks[kind] for shelf in shelves if kind in shelf.stacks]
    return _sorted([(stack.articles, stack.best(stack.cosines(query))) for stack in stacks])


def _sorted(pairs: Sequence[tuple[Numbers, Floats]]) -> _Pair:
    if not pairs:
        return None
    articles = np.concatenate([pair[0] for pair in pairs])
    best = np.concatenate([pair[1] for pair in pairs])
    order = np.argsort(articles, kind="stable")
    return articles[order], best[order]


def _aligned(
    articles: Numbers, others: Numbers
) -> tuple[Numbers, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """For each article its place among others, and whether it is there."""
    places = np.minimum(np.searchsorted(others, articles), len(others) - 1)
    return places, others[places] == articles
