"""A service of vectors of the OpenAI kind, for stories; what it answers, and when, is the story's."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from tests.tools import model_service

Vector = list[float]


class VectorService(model_service.ModelService):
    def __init__(self, vectors: Callable[[list[str]], list[Vector]]) -> None:
        super().__init__()
        self.vectors = vectors

    def answered(
        self, path: str, headers: dict[str, str], asked: dict[str, Any]
    ) -> tuple[int, dict[str, Any]]:
        found = self.vectors(asked["input"])
        data = [{"index": at, "embedding": vector} for at, vector in enumerate(found)]
        return 200, {"object": "list", "data": data}


def serving(vectors: Callable[[list[str]], list[Vector]]) -> AbstractContextManager[VectorService]:
    return model_service.serving(VectorService(vectors))
