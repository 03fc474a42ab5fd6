"""Bitcoin and its relatives: base58check, SegWit (BIP-173, BIP-350), CashAddr."""

from __future__ import annotations

from dataclasses import dataclass

from madoguchi.shield.encoding import base58, bech32
from madoguchi.shield.identify.contract import Hit

_CASH_GENERATOR = (0x98F2BC8E61, 0x79B76D99E2, 0xF33E5FB3C4, 0xAE2EABE2A8, 0x1E4F43E470)
_CASH_PREFIXES = {"bitcoincash": False, "bchtest": True, "bchreg": True}


@dataclass(frozen=True, slots=True)
class Versions:
    """Version bytes and human-readable prefixes of one chain, main and test."""

    main: frozenset[int]
    test: frozenset[int]
    segwit: frozenset[str] = frozenset()
    segwit_test: frozenset[str] = frozenset()
    deprecated: frozenset[int] = frozenset()


BTC = Versions(frozenset({0, 5}), frozenset({0x6F, 0xC4}), frozenset({"bc"}), frozenset({"tb", "bcrt"}))
LTC = Versions(
    frozenset({0x30, 0x32, 5}),
    frozenset({0x6F, 0xC4, 0x3A}),
    frozenset({"ltc"}),
    frozenset({"tltc", "rltc"}),
    deprecated=frozenset({5, 0xC4}),
)
DOGE = Versions(frozenset({0x1E, 0x16}), frozenset({0x71, 0xC4}))
BCH = Versions(frozenset({0, 5}), frozenset({0x6F, 0xC4}), deprecated=frozenset({0, 5}))
DASH = Versions(frozenset({0x4C, 0x10}), frozenset({0x8C, 0x13}))


def btc(text: str) -> Hit | None:
    return _base58(text, BTC) or _segwit(text, BTC)


def ltc(text: str) -> Hit | None:
    return _base58(text, LTC) or _segwit(text, LTC)


def doge(text: str) -> Hit | None:
    return _base58(text, DOGE)


def dash(text: str) -> Hit | None:
    return _base58(text, DASH)


def bch(text: str) -> Hit | None:
    return _base58(text, BCH) or _cashaddr(text)


def _base58(text: str, versions: Versions) -> Hit | None:
    payload = base58.decode_check(text) if 25 <= len(text) <= 36 else None
    if payload is None or len(payload) != 21 or payload[0] not in versions.main | versions.test:
        return None
    if payload[0] in versions.test:
        return Hit(("test-network",))
    return Hit(("deprecated-form",)) if payload[0] in versions.deprecated else Hit()


def _segwit(text: str, versions: Versions) -> Hit | None:
    decoded = bech32.decode(text) if len(text) <= 90 else None
    if decoded is None or not decoded.values or decoded.prefix not in versions.segwit | versions.segwit_test:
        return None
    version, program = decoded.values[0], bech32.to_bytes(decoded.values[1:])
    if program is None or version > 16 or not 2 <= len(program) <= 40:
        return None
    if version == 0 and (len(program) not in (20, 32) or decoded.encoding != "bech32"):
        return None
    if version > 0 and decoded.encoding != "bech32m":
        return None
    return Hit(("test-network",) if decoded.prefix in versions.segwit_test else ())


def _cashaddr(text: str) -> Hit | None:
    lower = text.lower()
    if len(text) > 128 or (text != lower and text != text.upper()):
        return None
    prefix, _, data = lower.rpartition(":")
    values = [bech32.CHARSET.find(c) for c in data]
    if -1 in values or len(values) < 42:
        return None
    for name in [prefix] if prefix else list(_CASH_PREFIXES):
        if name in _CASH_PREFIXES and _cash_polymod([ord(c) & 31 for c in name] + [0] + values) == 0:
            body = bech32.to_bytes(values[:-8])
            if body and len(body) == 1 + (20, 24, 28, 32, 40, 48, 56, 64)[body[0] & 7] and not body[0] & 0x80:
                return Hit(("test-network",) if _CASH_PREFIXES[name] else ())
    return None


def _cash_polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 35
        check = (check & 0x07FFFFFFFF) << 5 ^ value
        for i, generator in enumerate(_CASH_GENERATOR):
            if top >> i & 1:
                check ^= generator
    return check ^ 1
