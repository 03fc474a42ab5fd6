"""Any service that speaks OpenAI's embeddings request: https://platform.openai.com/docs/api-reference/embeddings

The caller gives only texts that went through the shield: they leave this machine.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings

from madoguchi.ai.cleaning import clean
from madoguchi.ai.contract import EmbeddingError, EmbeddingModels
from madoguchi.ai.providers.address import AddressRefused, resolve
from madoguchi.ai.providers.asking import NoAnswer, ask

if TYPE_CHECKING:
    from madoguchi.ai.contract import Vectors

BYTES_PER_NUMBER = 40  # as JSON text, generously


def open_openai() -> EmbeddingModels:
    """Raises EmbeddingError where a setting is missing."""
    for name in ("EMBEDDING_URL", "EMBEDDING_MODEL", "EMBEDDING_DIMENSIONS"):
        if not getattr(settings, name):
            raise EmbeddingError(f"MADOGUCHI_{name} is not set, and MADOGUCHI_EMBEDDINGS=openai needs it.")
    client = OpenAI(
        url=settings.EMBEDDING_URL,
        model=settings.EMBEDDING_MODEL,
        key=settings.EMBEDDING_KEY,
        dimensions=settings.EMBEDDING_DIMENSIONS,
        seconds=settings.EMBEDDING_SECONDS,
        attempts=settings.EMBEDDING_ATTEMPTS,
        batch=settings.EMBEDDING_BATCH,
        characters=settings.EMBEDDING_CHARACTERS,
    )
    return EmbeddingModels(text=client, short=None)


@dataclass(frozen=True)
class OpenAI:
    """`seconds` is for one batch with its retries. Safe to call from many threads."""

    url: str
    model: str
    key: str
    dimensions: int
    seconds: float
    attempts: int
    batch: int
    characters: int

    @property
    def name(self) -> str:
        return f"openai:{self.url}:{self.model}:{self.dimensions}"

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embeddings.passages`."""
        import numpy as np  # weight: only where vectors are made

        # The service refuses an empty text; a full stop says as little.
        ready = [clean(text, characters=self.characters).strip() or "." for text in texts]
        vectors = np.empty((len(ready), self.dimensions), np.float32)
        for start in range(0, len(ready), self.batch):
            part = ready[start : start + self.batch]
            vectors[start : start + len(part)] = self._read(self._ask(part), len(part))
        return vectors

    queries = passages

    def _ask(self, texts: list[str]) -> bytes:
        """The answer, of which no more is read than so many vectors can be."""
        wanted = {"model": self.model, "input": texts, "encoding_format": "float"}
        limit = 65_536 + len(texts) * self.dimensions * BYTES_PER_NUMBER
        try:
            service = resolve(self.url)
            return ask(
                service,
                "embeddings",
                wanted,
                key=self.key,
                seconds=self.seconds,
                attempts=self.attempts,
                longest=limit,
            )
        except AddressRefused as error:
            raise EmbeddingError(f"MADOGUCHI_EMBEDDING_URL {error}") from error
        except NoAnswer as error:
            raise EmbeddingError(
                f"The embeddings service {service.host} gave no vectors: {error}."
            ) from error

    def _read(self, body: bytes, count: int) -> Vectors:
        import numpy as np  # weight: as above

        try:
            entries = _entries(json.loads(body))
            ordered = [entries[index] for index in range(count)]
            vectors = np.array(ordered, np.float32)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise EmbeddingError(
                f"The embeddings service answers with something else than {count} vectors."
            ) from error
        if vectors.shape != (count, self.dimensions):
            raise EmbeddingError(
                f"The embeddings service gives vectors of {vectors.shape[-1]} numbers, "
                f"MADOGUCHI_EMBEDDING_DIMENSIONS says {self.dimensions}."
            )
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not np.isfinite(lengths).all() or not lengths.all():
            raise EmbeddingError("The embeddings service gives vectors without a direction.")
        unit: Vectors = vectors / lengths
        return unit


def _entries(answer: Any) -> dict[int, list[float]]:
    return {entry["index"]: entry["embedding"] for entry in answer["data"]}
