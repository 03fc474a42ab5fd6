"""Texts into the ids of word pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import sentencepiece

Ids = list[int]

WARNINGS = 2


class Tokenizer:
    """A sentencepiece model with a begin and an end around each text. Safe to use from many threads."""

    def __init__(self, path: Path) -> None:
        sentencepiece.set_min_log_level(WARNINGS)
        self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(path))
        self._begin, self._end = self._pieces.bos_id(), self._pieces.eos_id()
        self._unknown = self._pieces.unk_id()

    def __call__(self, texts: Sequence[str], *, limit: int) -> list[Ids]:
        """Ids of each text, `limit` at most, begin and end counted; a text without pieces is one unknown piece."""
        encoded = cast("list[Ids]", self._pieces.encode(list(texts), num_threads=1))
        return [[self._begin, *(ids or [self._unknown])[: limit - 2], self._end] for ids in encoded]


def batches(ids: Sequence[Ids], *, tokens: int) -> Iterator[list[int]]:
    """Indexes of texts of like length, so that little is padded: each batch has at most `tokens` ids, or one text."""
    batch: list[int] = []
    for index in sorted(range(len(ids)), key=lambda index: len(ids[index])):
        if batch and (len(batch) + 1) * len(ids[index]) > tokens:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
