"""Any text, made fit for a tokeniser."""

from __future__ import annotations

from unicodedata import normalize

# The models know the wave dash of Japanese ranges as it is; compatibility folding would make another sign of it.
KEPT = "\uff5e"


def clean(text: str, *, characters: int) -> str:
    """The first `characters` characters in NFKC, without NUL and without halves of surrogate pairs.

    One character can become eighteen (U+FDFA), so the limit holds before and after.
    """
    safe = text[:characters].encode("utf-8", "replace").decode().replace("\0", " ")
    return KEPT.join(normalize("NFKC", part) for part in safe.split(KEPT))[:characters]
