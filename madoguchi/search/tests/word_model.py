"""A small real model for stories: a text's vector is the sum of its words' directions, and words that mean the same
share one. Deterministic; it knows only the words of the stories.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from madoguchi.ai.contract import EmbeddingModels
from madoguchi.search.analysis import fold

if TYPE_CHECKING:
    from madoguchi.ai.contract import Vectors

MEANINGS = {
    "withdraw": (
        "withdraw",
        "withdrawal",
        "wallet",
        "money out",
        "出金",
        "引き出",
        "提币",
        "retirar",
        "вывод",
    ),
    "password": ("password", "sign in", "secret word", "パスワード", "密码", "contrase", "парол"),
    "deposit": ("deposit", "arrived", "入金", "充值", "depósito", "пополн"),
    "fee": ("fee", "cost", "price", "手数料", "手续费"),
}


class WordModel:
    """Implements `madoguchi.ai.contract.Embeddings`."""

    def __init__(self, name: str, dimensions: int) -> None:
        self.name, self.dimensions = name, dimensions

    def passages(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._vector(text) for text in texts])

    queries = passages

    def _vector(self, text: str) -> Vectors:
        folded = fold(text)
        total = 0.05 * self._direction(folded)
        for meaning, words in MEANINGS.items():
            total = total + sum(folded.count(fold(word)) for word in words) * self._direction(meaning)
        return (total / np.linalg.norm(total)).astype(np.float32)

    def _direction(self, name: str) -> Vectors:
        seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
        found = np.random.default_rng(seed).normal(size=self.dimensions)
        return (found / np.linalg.norm(found)).astype(np.float32)


def open_models(version: str = "1") -> EmbeddingModels:
    return EmbeddingModels(WordModel(f"words {version}", 64), WordModel(f"short {version}", 32))
