"""Can one colour be read on another? (WCAG 2.2, relative luminance and contrast ratio)"""

from __future__ import annotations

import re

_HEX = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})", re.ASCII)


def ratio(one: str, other: str) -> float:
    """1 to 21, of two colours such as "#2f3b8f". Raises ValueError for another form."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable_on(ground: str) -> str:
    """White or black, whichever is easier to read on this colour; always at least 4.5:1. Raises ValueError."""
    return max(("#ffffff", "#000000"), key=lambda ink: ratio(ink, ground))


def _luminance(colour: str) -> float:
    read = _HEX.fullmatch(colour.strip())
    if read is None:
        raise ValueError(f"{colour!r} is not a colour such as #2f3b8f")
    red, green, blue = (_linear(int(part, 16) / 255) for part in read.groups())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
