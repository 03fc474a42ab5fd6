"""Texts of strangers, made fit to be kept."""

from __future__ import annotations

import re

_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def storable(text: str, *, instead: str = " ") -> str:
    """The text with `instead` for each character that a database or XML refuses.

    Those are control characters other than tabs and line ends, halves of surrogate pairs, and what is no character
    (U+FFFE, U+FFFF); byte-order marks, which nobody sees, go with them.
    """
    return _REFUSED.sub(instead, text)
