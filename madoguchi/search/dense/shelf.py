"""All vectors of one scope in memory, as int8."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
AT_ONCE = 256
"""Rows that become floats together: a room for so many is filled again and again and stays in the processor's cache,
which is five times as fast as a fresh one for thousands (docs/performance.md).
"""


class Row(NamedTuple):
    """The vectors of one kind of one article, (n, dimensions) int8."""

    article: int
    vectors: npt.NDArray[np.int8]


@dataclass(frozen=True)
class Stack:
    """The vectors of one kind: those of an article follow each other, `starts` says where. `articles` are in order."""

    articles: Numbers
    starts: Numbers
    vectors: npt.NDArray[np.int8]
    lengths: Floats
    _to_mean: dict[bytes, Floats] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Stack | None:
        """None where there are no vectors."""
        rows = sorted((row for row in rows if len(row.vectors)), key=lambda row: row.article)
        if not rows:
            return None
        vectors = np.concatenate([row.vectors for row in rows])
        counts = np.array([len(row.vectors) for row in rows], dtype=np.int64)
        return cls(
            articles=np.array([row.article for row in rows], dtype=np.int64),
            starts=np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.int64),
            vectors=vectors,
            lengths=_lengths(vectors),
        )

    def cosines(self, query: Floats) -> Floats:
        """Of each vector with the query."""
        found = np.empty(len(self.vectors), dtype=np.float32)
        query = np.ascontiguousarray(query, dtype=np.float32)
        room = np.empty((AT_ONCE, self.vectors.shape[1]), dtype=np.float32)
        for start in range(0, len(found), AT_ONCE):
            some = self.vectors[start : start + AT_ONCE]
            floats = room[: len(some)]
            np.copyto(floats, some)
            np.dot(floats, query, out=found[start : start + AT_ONCE])
        found /= self.lengths
        return found

    def some(self, places: Numbers) -> Stack:
        """The vectors of these articles alone, given by their places in `articles`, in order."""
        ends = np.append(self.starts[1:], len(self.vectors))[places]
        counts = ends - self.starts[places]
        firsts = np.cumsum(counts) - counts
        rows = np.repeat(self.starts[places] - firsts, counts) + np.arange(int(counts.sum()))
        return Stack(self.articles[places], firsts, self.vectors[rows], self.lengths[rows])

    def centred(self, query: Floats, mean: Floats) -> Floats:
        """The cosines with a query after `mean` was taken from each vector: what is left of a text when its
        language is taken away.
        """
        name = mean.tobytes()
        to_mean = self._to_mean.get(name)
        if to_mean is None:
            to_mean = self.cosines(mean)
            self._to_mean.clear()
            self._to_mean[name] = to_mean
        lengths = np.sqrt(np.maximum(1 - 2 * to_mean + float(mean @ mean), 1e-6))
        found: Floats = (self.cosines(query) - float(mean @ query)) / lengths
        return found

    def best(self, cosines: Floats) -> Floats:
        """The highest of each article."""
        return np.maximum.reduceat(cosines, self.starts)

    def rows(self, *, without: frozenset[int] = frozenset()) -> list[Row]:
        """Article by article again."""
        pieces = np.split(self.vectors, self.starts[1:])
        pairs = zip(self.articles.tolist(), pieces, strict=True)
        return [Row(article, piece) for article, piece in pairs if article not in without]

    def of_article(self, article: int) -> slice | None:
        """Where an article's vectors are."""
        at = int(np.searchsorted(self.articles, article))
        if at >= len(self.articles) or self.articles[at] != article:
            return None
        end = self.starts[at + 1] if at + 1 < len(self.starts) else len(self.vectors)
        return slice(int(self.starts[at]), int(end))

    @cached_property
    def mean(self) -> Floats:
        """The mean direction of all vectors."""
        total = np.zeros(self.vectors.shape[1], dtype=np.float32)
        for start in range(0, len(self.vectors), AT_ONCE):
            some = self.vectors[start : start + AT_ONCE].astype(np.float32)
            total += (1 / self.lengths[start : start + AT_ONCE]) @ some
        mean: Floats = (total / len(self.vectors)).astype(np.float32)
        return mean

    @property
    def bytes(self) -> int:
        return self.vectors.nbytes + self.lengths.nbytes + self.articles.nbytes + self.starts.nbytes


@dataclass(frozen=True)
class Shelf:
    """The stacks of a scope by kind, as they were at a version of it."""

    version: int
    models: str
    stacks: dict[int, Stack]

    @property
    def bytes(self) -> int:
        return sum(stack.bytes for stack in self.stacks.values())


def _lengths(vectors: npt.NDArray[np.int8]) -> Floats:
    found = np.empty(len(vectors), dtype=np.float32)
    for start in range(0, len(found), AT_ONCE):
        some = vectors[start : start + AT_ONCE].astype(np.float32)
        found[start : start + AT_ONCE] = np.sqrt(np.einsum("ij,ij->i", some, some))
    return np.maximum(found, 1e-9)
