"""A model that reads no text twice: vectors are kept in a file between runs, so that weights can be tried out quickly."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from madoguchi.ai.contract import EmbeddingModels, Embeddings

if TYPE_CHECKING:
    from madoguchi.ai.contract import Vectors

AT_ONCE = 32


def kept_models(models: EmbeddingModels, file: Path) -> EmbeddingModels:
    """The same models, with what they once answered from `file`."""
    short = KeptVectors(models.short, file) if models.short else None
    return EmbeddingModels(text=KeptVectors(models.text, file), short=short)


class KeptVectors:
    """Asks the model for what is not in the file. The key is the model's name, what is asked and the text's hash."""

    def __init__(self, model: Embeddings, file: Path) -> None:
        self.name, self.dimensions = model.name, model.dimensions
        self._model = model
        self._file = sqlite3.connect(file, isolation_level=None, timeout=60)
        self._file.execute(
            "CREATE TABLE IF NOT EXISTS vectors (key TEXT PRIMARY KEY, data BLOB) WITHOUT ROWID"
        )

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embeddings.passages`."""
        return self._of("passage", texts, self._model.passages)

    def queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embeddings.queries`."""
        return self._of("query", texts, self._model.queries)

    def _of(self, what: str, texts: Sequence[str], read: Callable[[Sequence[str]], Vectors]) -> Vectors:
        keys = [hashlib.sha256(f"{self.name}|{what}|{text}".encode()).hexdigest() for text in texts]
        known = {key: found for key in keys if (found := self._held(key)) is not None}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        left = list(missing.items())
        for start in range(0, len(left), AT_ONCE):
            some = left[start : start + AT_ONCE]
            made = read([text for _, text in some])
            known |= {key: row for (key, _), row in zip(some, made, strict=True)}
            self._file.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
                [(key, row.astype(np.float32).tobytes()) for (key, _), row in zip(some, made, strict=True)],
            )
        return np.stack([known[key] for key in keys])

    def _held(self, key: str) -> Vectors | None:
        row = self._file.execute("SELECT data FROM vectors WHERE key = ?", [key]).fetchone()
        return np.frombuffer(row[0], np.float32) if row else None
