"""Find secrets in what people write, and mask them before anything is stored, shown or logged."""

from __future__ import annotations

from madoguchi.shield.contract import Finding, Shielded
from madoguchi.shield.cues import Cue
from madoguchi.shield.mask import mask
from madoguchi.shield.scan import scan
from madoguchi.shield.wordlists import words

__all__ = ["Finding", "Shielded", "load", "shield"]


def shield(text: str, *, lang: str | None = None, field: str | None = None, ask: bool = False) -> Shielded:
    """Scan and mask in one step: what `scan` and `mask` do, as one value.

    `ask=True` masks the findings that only the writer can decide as well.
    """
    findings = scan(text, lang=lang, field=field)
    if not findings:
        return Shielded(text=text, findings=(), masked=False)
    masked = mask(text, findings, ask=ask)
    return Shielded(text=masked, findings=tuple(findings), masked=masked != text)


def load() -> None:
    """Read the word lists and the cues now (some tenths of a second), so that nobody's message has to wait for them."""
    words()
    Cue.load()
