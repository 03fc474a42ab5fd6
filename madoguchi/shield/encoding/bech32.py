"""Bech32 (BIP-173) and bech32m (BIP-350) without the 90-character limit, which Cardano does not keep."""

from __future__ import annotations

from typing import Literal, NamedTuple

CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
LIMIT = 256

_VALUES = {c: i for i, c in enumerate(CHARSET)}
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CONSTANTS: dict[int, Literal["bech32", "bech32m"]] = {1: "bech32", 0x2BC830A3: "bech32m"}


class Decoded(NamedTuple):
    prefix: str
    values: list[int]  # five bits each, without the checksum
    encoding: Literal["bech32", "bech32m"]


def decode(text: str) -> Decoded | None:
    """None where the case is mixed, a character is foreign, or the checksum does not hold."""
    lower = text.lower()
    if len(text) > LIMIT or (text != lower and text != text.upper()):
        return None
    prefix, separator, data = lower.rpartition("1")
    if not separator or not prefix or len(data) < 6:
        return None
    values = [_VALUES.get(c, -1) for c in data]
    if -1 in values or not all(33 <= ord(c) <= 126 for c in prefix):
        return None
    expanded = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    encoding = _CONSTANTS.get(_polymod(expanded + values))
    return Decoded(prefix, values[:-6], encoding) if encoding else None


def to_bytes(values: list[int]) -> bytes | None:
    """Five-bit groups as bytes; None where the padding is too long or not zero."""
    number = bits = 0
    out = bytearray()
    for value in values:
        number = (number << 5 | value) & 0xFFF
        bits += 5
        if bits >= 8:
            bits -= 8
            out.append(number >> bits & 0xFF)
    if bits >= 5 or number & ((1 << bits) - 1):
        return None
    return bytes(out)


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for i, generator in enumerate(_GENERATOR):
            if top >> i & 1:
                check ^= generator
    return check
