"""Whether a number as it was written is an official one."""

from __future__ import annotations

MIN_NATIONAL = 7
"""Digits from which a number without its country can be told to be ours."""

# Country calling codes of two digits (ITU-T E.164); 1 and 7 stand alone, all others have three.
_TWO = """
    20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86
    90 91 92 93 94 95 98
"""
_CODES = frozenset(_TWO.split())


def is_number(written: str, official: str) -> bool:
    """Both as `read` spells them. Without its country a number counts as a whole, with the 0 of calls within or not."""
    if written.startswith("+"):
        return written == official
    national = official[1 + _code_length(official[1:]) :]
    return len(national) >= MIN_NATIONAL and written in (national, f"0{national}")


def _code_length(digits: str) -> int:
    if digits[:1] in ("1", "7"):
        return 1
    return 2 if digits[:2] in _CODES else 3
