"""Universal Sentence Encoder, multilingual v3: good at titles, short questions and intents, in 16 languages.

A bag of words in which each word also sees its neighbours: three branches of two convolutions over 2, 3 and 5 pieces,
then a small network over the mean. Yang et al., Multilingual Universal Sentence Encoder for Semantic Retrieval, 2019.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from madoguchi.ai.cleaning import clean
from madoguchi.ai.local.tokens import Ids, Tokenizer, batches

if TYPE_CHECKING:
    import numpy.typing as npt

    from madoguchi.ai.contract import Vectors

    Whole = npt.NDArray[np.intp]

# Pieces before and after each piece that a branch sees, itself included.
BRANCHES = ((2, 0), (3, 1), (5, 2))
TOKENS = 2_000


class SentenceEncoder:
    """512 numbers a text; passages and queries are the same to it. Safe to call from many threads."""

    dimensions = 512

    def __init__(self, folder: Path, *, name: str, characters: int, batch_tokens: int) -> None:
        self.name = name
        self._characters, self._batch_tokens = characters, batch_tokens
        self._tokenizer = Tokenizer(folder / "pieces.model")
        self._words = np.load(folder / "words.npy", mmap_mode="r")
        with np.load(folder / "layers.npz", allow_pickle=False) as layers:
            self._layers: dict[str, Vectors] = {name: layers[name] for name in layers.files}
        self._epsilon = float(self._layers["eps"])

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embeddings.passages`."""
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        ids = self._tokenizer([clean(text, characters=self._characters) for text in texts], limit=TOKENS)
        for batch in batches(ids, tokens=self._batch_tokens):
            vectors[batch] = self._encode([ids[index] for index in batch])
        return vectors

    queries = passages

    def _encode(self, texts: list[Ids]) -> Vectors:
        layers = self._layers
        lengths = np.array([len(ids) for ids in texts], np.intp)
        flat = np.fromiter(chain.from_iterable(texts), np.intp)
        words = self._widen(flat)
        near = np.concatenate([words, *self._branches(words, lengths)], axis=1)
        near = self._settle(near) * layers["ln_g"] + layers["ln_b"]
        starts = np.concatenate([[0], np.cumsum(lengths[:-1])])
        counts = lengths.astype(np.float32)[:, None]
        mean = np.add.reduceat(near, starts, axis=0) @ layers["cnn_W"] + counts * layers["cnn_b"]
        return self._head((mean / np.sqrt(counts)).astype(np.float32))

    def _widen(self, ids: Whole) -> Vectors:
        """The word vectors; each part of the table has its own scale."""
        scale, low = self._layers["scale"], self._layers["lo"]
        part = ids % len(scale)
        words: Vectors = self._words[ids] * scale[part, None] + low[part, None]
        return words

    def _branches(self, words: Vectors, lengths: Whole) -> list[Vectors]:
        layers = self._layers
        orders = [order for order, _ in BRANCHES]
        first = [words @ layers[f"proj{order}"] + layers[f"proj_b{order}"] for order in orders]
        gain = np.concatenate([layers[f"ln_g{order}"] for order in orders])
        shift = np.concatenate([layers[f"ln_b{order}"] for order in orders])
        seen = np.split(self._settle(np.concatenate(first, axis=1)) * gain + shift, len(orders), axis=1)
        made = []
        for (order, before), branch in zip(BRANCHES, seen, strict=True):
            window = _window(lengths, before=before, order=order)
            for step in ("1", "2"):
                around = _around(branch, window) @ layers[f"w{step}_{order}"] + layers[f"b{step}_{order}"]
                branch = np.maximum(around, 0) + branch
            made.append(branch)
        return made

    def _settle(self, values: Vectors) -> Vectors:
        """Layer normalisation, before gain and shift."""
        centred = values - values.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", centred, centred)[:, None] / centred.shape[1]
        settled: Vectors = centred / np.sqrt(variance + self._epsilon)
        return settled

    def _head(self, mean: Vectors) -> Vectors:
        layers = self._layers
        inner = np.maximum(mean @ layers["p1"] + np.maximum(mean @ layers["d0"], 0) @ layers["d1"], 0)
        outer = np.tanh(inner @ layers["p3"] + np.maximum(inner @ layers["d2"], 0) @ layers["d3"])
        vectors: Vectors = outer / np.linalg.norm(outer, axis=1, keepdims=True)
        return vectors


def _window(lengths: Whole, *, before: int, order: int) -> Whole:
    """For each piece the rows of the `order` pieces around it; −1 where they would belong to another text."""
    rows = np.arange(lengths.sum())[:, None]
    wanted = rows + np.arange(-before, order - before)
    ends = np.cumsum(lengths)
    inside = (wanted >= np.repeat(ends - lengths, lengths)[:, None]) & (
        wanted < np.repeat(ends, lengths)[:, None]
    )
    return np.where(inside, wanted, -1)


def _around(values: Vectors, window: Whole) -> Vectors:
    """The values of each window side by side; nothing stands as zeros."""
    with_nothing = np.concatenate([values, np.zeros((1, values.shape[1]), np.float32)])
    around: Vectors = with_nothing[window].reshape(len(window), -1)
    return around
