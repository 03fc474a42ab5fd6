"""What stands for the models, or has one read first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

TEXT, SHORT = 384, 512


class Generated:
    """Stands for the models: their answers are random, in no time."""

    def __init__(self, name: str = "generated", dimensions: int = TEXT) -> None:
        self.name, self.dimensions = name, dimensions

    @property
    def text(self) -> Generated:
        return self

    @property
    def short(self) -> Generated | None:
        return Generated("generated short", SHORT) if self.dimensions == TEXT else None

    def queries(self, texts: Sequence[str]) -> Any:
        import numpy as np

        if Reading.model is not None:
            Reading.read(self.dimensions)
        found = np.random.default_rng(len(texts[0])).normal(size=(len(texts), self.dimensions))
        return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)

    passages = queries


class Reading:
    """What a real model reads before each generated answer: sentences of people, for generated words have twice the
    tokens."""

    model: Any = None
    sentences: Iterator[str] = iter(())

    @classmethod
    def read(cls, dimensions: int) -> None:
        sentence = [next(cls.sentences)]
        if dimensions == TEXT:
            cls.model.text.queries(sentence)
        elif cls.model.short:
            cls.model.short.queries(sentence)
