"""Traditional characters as simplified ones, so that Chinese readers of either script find the same articles.

The pairs are those of OpenCC's TSCharacters (Apache-2.0), where both are one character.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PAIRS = Path(__file__).parent / "data" / "han_simplified.txt"


def simplified(text: str) -> str:
    """Character by character, which is enough to compare by. The length stays."""
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    traditional, plain = _PAIRS.read_text("utf-8").splitlines()
    return {ord(old): new for old, new in zip(traditional, plain, strict=True)}
