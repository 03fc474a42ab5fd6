"""What others need to know of language models: texts go in, vectors or other texts come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # weight: numpy costs start-up time, and only vectors need it
    import numpy as np
    import numpy.typing as npt

    Vectors = npt.NDArray[np.float32]


class EmbeddingError(Exception):
    """No vectors could be had: a provider did not answer, or answered with something else. The text says what to do."""


class Embeddings(Protocol):
    """Turns texts into vectors whose dot product says how near they are in meaning. Safe to call from many threads."""

    @property
    def name(self) -> str:
        """Id and version. Stored beside each vector: vectors of another name cannot be compared."""

    @property
    def dimensions(self) -> int: ...

    def passages(self, texts: Sequence[str]) -> Vectors:
        """float32 (len(texts), dimensions), rows of length 1, for texts that are to be found.

        Any text is taken; one too long is read to its limit. Raises EmbeddingError.
        """

    def queries(self, texts: Sequence[str]) -> Vectors:
        """The same for texts that people look for."""


@dataclass(frozen=True)
class EmbeddingModels:
    """`text` reads sections and questions; `short`, where there is one, is better at titles and chat questions."""

    text: Embeddings
    short: Embeddings | None


class WritingError(Exception):
    """No text could be had: a provider did not answer, refused, or answered with something else. The text says what
    to do. `again`: another attempt later may help."""

    def __init__(self, why: str, *, again: bool = False) -> None:
        super().__init__(why)
        self.again = again


class Writer(Protocol):
    """Writes a text as it is told. Safe to call from many threads."""

    @property
    def name(self) -> str:
        """Which model of which service, to be shown to people."""

    @property
    def most(self) -> int:
        """Characters that one call takes at most."""

    def write(self, told: str, text: str) -> str:
        """What the model makes of `text` when it is `told` what to do with it.

        What the shield finds in `text` is masked before it leaves the machine. What comes back is a stranger's text:
        of any content, at most as long as set. Raises WritingError, also for a text longer than `most`.
        """
