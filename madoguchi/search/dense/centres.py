"""The mean vector of each language: what a text's vector says about its language and not about its subject.

Removing it makes vectors of different languages comparable (Libovický et al. 2020, "On the Language Neutrality of
Pre-trained Multilingual Representations").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from madoguchi.ai.contract import EmbeddingError, EmbeddingModels, Embeddings
from madoguchi.ai.queries import embedding_models
from madoguchi.search.dense.parallel import SENTENCES
from madoguchi.search.models import VectorKind

if TYPE_CHECKING:
    from madoguchi.search.dense.shelf import Floats, Shelf


@dataclass(frozen=True)
class LanguageCentres:
    """From the parallel sentences where we have them for a language, else from its articles."""

    models: EmbeddingModels
    lang: str
    """The asker's."""
    own: Sequence[Shelf] = ()
    """The articles in the asker's language."""

    def query(self, vector: Floats) -> Floats:
        """A query's vector without its language, of length 1. A language that nothing is known of stays."""
        mean = _of_queries(self.models.text.name, self.lang)
        if mean is None and any(VectorKind.SECTION in shelf.stacks for shelf in self.own):
            mean = _of_articles(self.own)
        left = vector if mean is None else vector - mean
        return left / max(float(np.linalg.norm(left)), 1e-9)

    def of(self, lang: str, shelves: Sequence[Shelf]) -> Floats:
        """The mean of a language's passages."""
        mean = _of_passages(self.models.text.name, lang)
        return _of_articles(shelves) if mean is None else mean


def _of_articles(shelves: Sequence[Shelf]) -> Floats:
    stacks = [shelf.stacks[VectorKind.SECTION] for shelf in shelves if VectorKind.SECTION in shelf.stacks]
    total: Floats = np.sum([stack.mean * len(stack.vectors) for stack in stacks], axis=0)
    mean: Floats = (total / max(1, sum(len(stack.vectors) for stack in stacks))).astype(np.float32)
    return mean


@lru_cache(maxsize=64)
def _of_queries(model: str, lang: str) -> Floats | None:
    """`model` is there for the key."""
    return _model().queries(SENTENCES[lang]).mean(axis=0) if lang in SENTENCES else None


@lru_cache(maxsize=64)
def _of_passages(model: str, lang: str) -> Floats | None:
    return _model().passages(SENTENCES[lang]).mean(axis=0) if lang in SENTENCES else None


def _model() -> Embeddings:
    found = embedding_models()
    if found is None:
        raise EmbeddingError("there is no model")
    return found.text
