"""What stands for a person or a long identifier where there is little room."""

from zlib import crc32

HUES = 8


def initials(name: str) -> str:
    """One or two letters for an avatar: "Ada Lovelace" → "AL", "田中 ゆき" → "田", "" → "?"."""
    words = name.split()
    if not words:
        return "?"
    first = words[0][0]
    if len(words) == 1 or not first.isascii():
        return first.upper()
    return (first + words[-1][0]).upper()


def hue(seed: str) -> int:
    """A number from 0 to 7, always the same for one seed: which avatar colour a person has."""
    return crc32(seed.encode()) % HUES


def cut_middle(text: str, *, head: int = 8, tail: int = 6) -> str:
    """An address or transaction id with its middle left out: `bc1qxy2k…0wlh`. Short ones stay whole."""
    if len(text) <= head + tail + 1:
        return text
    return f"{text[:head]}…{text[-tail:]}"
