"""multilingual-e5-small: sections and the questions that they answer, in about a hundred languages.

Wang et al., Multilingual E5 Text Embeddings, 2024: a prefix says what the text is, the vector is the mean over its
pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime

from madoguchi.ai.cleaning import clean
from madoguchi.ai.local.tokens import Ids, Tokenizer, batches
from madoguchi.ai.local.words import open_words, rows

if TYPE_CHECKING:
    from madoguchi.ai.contract import Vectors

POSITIONS = 512


class E5:
    """384 numbers a text. Safe to call from many threads."""

    dimensions = 384

    def __init__(
        self, folder: Path, *, name: str, tokens: int, characters: int, batch_tokens: int, threads: int
    ) -> None:
        self.name = name
        self._tokens = max(8, min(tokens, POSITIONS))
        self._characters, self._batch_tokens = characters, batch_tokens
        self._tokenizer = Tokenizer(folder / "pieces.model")
        self._words = open_words(folder / "words.q4", width=self.dimensions)
        self._places: Vectors = np.load(folder / "places.npy")
        self._session = _session(folder / "layers.onnx", threads=threads)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embeddings.passages`."""
        return self._vectors("passage: ", texts)

    def queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embeddings.queries`."""
        return self._vectors("query: ", texts)

    def _vectors(self, prefix: str, texts: Sequence[str]) -> Vectors:
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        cleaned = [prefix + clean(text, characters=self._characters) for text in texts]
        ids = self._tokenizer(cleaned, limit=self._tokens)
        for batch in batches(ids, tokens=self._batch_tokens):
            vectors[batch] = self._encode([ids[index] for index in batch])
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def _encode(self, texts: list[Ids]) -> Vectors:
        """The mean over the pieces of each text; what is padded counts for nothing."""
        lengths = np.array([len(ids) for ids in texts], np.int32)
        pieces = np.zeros((len(texts), lengths.max(), self.dimensions), np.float32)
        for row, ids in zip(pieces, texts, strict=True):
            np.add(rows(self._words, ids), self._places[: len(ids)], out=row[: len(ids)])
        (seen,) = self._session.run(None, {"pieces": pieces, "lengths": lengths})
        return np.stack([row[:length].mean(axis=0) for row, length in zip(seen, lengths, strict=True)])


def _session(path: Path, *, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # A waiting thread sleeps: the processor belongs to the pages.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
