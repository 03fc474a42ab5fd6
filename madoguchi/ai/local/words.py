"""A table of word vectors with 4-bit numbers, left on disk: each text reads the few rows that it needs.

A row is blocks of 32 numbers: a float16 scale, then 16 bytes, of which byte j holds number j low and number j + 16
high, each plus 8.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from madoguchi.ai.contract import Vectors

BLOCK_NUMBERS = 32
BLOCK = np.dtype([("scale", "<f2"), ("pairs", "u1", (BLOCK_NUMBERS // 2,))])


def open_words(path: Path, *, width: int) -> npt.NDArray[Any]:
    """The table as rows of blocks (words, width / 32), mapped into memory."""
    return np.memmap(path, BLOCK, "r").reshape(-1, width // BLOCK_NUMBERS)


def rows(table: npt.NDArray[Any], ids: Sequence[int]) -> Vectors:
    """The vectors of some words, float32 (len(ids), width)."""
    return widen(table[list(ids)])


def widen(blocks: npt.NDArray[Any]) -> Vectors:
    """4-bit blocks (…, n) as float32 (…, 32 n)."""
    half = BLOCK_NUMBERS // 2
    numbers = np.empty((*blocks.shape, BLOCK_NUMBERS), np.float32)
    numbers[..., :half] = blocks["pairs"] & 0x0F
    numbers[..., half:] = blocks["pairs"] >> 4
    numbers -= 8
    numbers *= blocks["scale"][..., None].astype(np.float32)
    return numbers.reshape(*blocks.shape[:-1], -1)
