"""Monero: base58 in blocks of eight bytes, with the first four bytes of Keccak-256 as the checksum."""

from __future__ import annotations

from madoguchi.shield.encoding import base58
from madoguchi.shield.encoding.keccak import keccak256
from madoguchi.shield.identify.contract import Hit

_SIZES = {2: 1, 3: 2, 5: 3, 6: 4, 7: 5, 9: 6, 10: 7, 11: 8}  # characters of a block → its bytes
_MAIN = {18: 69, 19: 77, 42: 69}  # first byte → length with checksum: standard, integrated, sub-address
_TEST = {53: 69, 54: 77, 63: 69, 24: 69, 25: 77, 36: 69}


def xmr(text: str) -> Hit | None:
    raw = _decode(text) if len(text) in (95, 106) else None
    if raw is None or keccak256(raw[:-4])[:4] != raw[-4:]:
        return None
    if _MAIN.get(raw[0]) == len(raw):
        return Hit(("contains-tag",) if raw[0] == 19 else ())
    return Hit(("test-network",)) if _TEST.get(raw[0]) == len(raw) else None


def _decode(text: str) -> bytes | None:
    out = bytearray()
    for start in range(0, len(text), 11):
        block = text[start : start + 11]
        size, number = _SIZES.get(len(block)), 0
        for char in block:
            digit = base58.BITCOIN.find(char)
            if digit < 0:
                return None
            number = number * 58 + digit
        if size is None or number >> (8 * size):
            return None
        out += number.to_bytes(size, "big")
    return bytes(out)
