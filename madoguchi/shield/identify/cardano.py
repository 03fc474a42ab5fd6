"""Cardano: Shelley addresses in bech32 (CIP-19) and Byron addresses in base58 with CBOR and CRC-32."""

from __future__ import annotations

import zlib

from madoguchi.shield.encoding import base58, bech32
from madoguchi.shield.identify.contract import Hit

# Header type → length of the payload with its header byte; pointer addresses (4, 5) vary.
_LENGTHS = {0: 57, 1: 57, 2: 57, 3: 57, 6: 29, 7: 29, 14: 29, 15: 29}
_PREFIXES = {"addr": (1, False), "addr_test": (0, False), "stake": (1, True), "stake_test": (0, True)}


def ada(text: str) -> Hit | None:
    return _shelley(text) or _byron(text)


def _shelley(text: str) -> Hit | None:
    decoded = bech32.decode(text)
    if decoded is None or decoded.encoding != "bech32" or decoded.prefix not in _PREFIXES:
        return None
    payload = bech32.to_bytes(decoded.values)
    if not payload:
        return None
    network, stake = _PREFIXES[decoded.prefix]
    kind = payload[0] >> 4
    fits = len(payload) == _LENGTHS.get(kind) or (kind in (4, 5) and 32 <= len(payload) <= 46)
    if not fits or payload[0] & 15 != network or (kind in (14, 15)) != stake:
        return None
    return Hit(() if network else ("test-network",))


def _byron(text: str) -> Hit | None:
    """CBOR: an array of a tagged byte string and its CRC-32."""
    raw = base58.decode(text) if 50 <= len(text) <= 128 else None
    if raw is None or len(raw) < 12 or raw[:4] != b"\x82\xd8\x18\x58":
        return None
    body, rest = raw[5 : 5 + raw[4]], raw[5 + raw[4] :]
    if len(body) != raw[4] or not rest or rest[0] != 0x1A or len(rest) != 5:
        return None
    return Hit(("deprecated-form",)) if zlib.crc32(body) == int.from_bytes(rest[1:], "big") else None
