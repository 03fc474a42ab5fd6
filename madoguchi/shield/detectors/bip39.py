"""The checksum of BIP-39: 12 to 24 words of 11 bits, the last ENT/32 bits are SHA-256 of the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from madoguchi.shield.wordlists import words

LENGTHS = (12, 15, 18, 21, 24)


def valid(phrase: Sequence[str], language: str) -> bool:
    """Whether exactly these words, in their normal spelling, are a valid phrase of that list."""
    if len(phrase) not in LENGTHS:
        return False
    index, number = words().index[language], 0
    for word in phrase:
        value = index.get(word)
        if value is None:
            return False
        number = number << 11 | value
    check_bits = len(phrase) * 11 // 33
    entropy = (number >> check_bits).to_bytes(check_bits * 4, "big")
    check = hashlib.sha256(entropy).digest()[0] >> (8 - check_bits)
    return check == number & ((1 << check_bits) - 1)


def valid_prefix(phrase: Sequence[str], language: str) -> bool:
    """Whether the phrase begins with a valid one of any length; one word over and over is none."""
    return any(
        valid(phrase[:length], language)
        for length in LENGTHS
        if length <= len(phrase) and len(set(phrase[:length])) > 1
    )
