"""Chains whose address is a public key or account with a checksum of its own."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re

from madoguchi.shield.encoding import base58, bech32
from madoguchi.shield.encoding.crc16 import crc16
from madoguchi.shield.identify.contract import Hit, Warning_

COSMOS_PREFIXES = {
    "ATOM": "cosmos",
    "OSMO": "osmo",
    "KAVA": "kava",
    "LUNA": "terra",
    "INJ": "inj",
    "SEI": "sei",
}
_TON_RAW = re.compile(r"(?:0|-1):[0-9a-fA-F]{64}")
_TON = re.compile(r"[A-Za-z0-9_/+-]{48}")


def trx(text: str) -> Hit | None:
    payload = base58.decode_check(text) if len(text) == 34 else None
    return Hit() if payload and len(payload) == 21 and payload[0] == 0x41 else None


def xrp(text: str) -> Hit | None:
    """Classic `r…`, or an X-address, which packs the destination tag."""
    payload = base58.decode_check(text, base58.RIPPLE) if 25 <= len(text) <= 50 else None
    if payload is None:
        return None
    if len(payload) == 21 and payload[0] == 0:
        return Hit()
    if len(payload) == 31 and payload[:2] in (b"\x05\x44", b"\x04\x93"):
        tag, test = payload[22] == 1, payload[:2] == b"\x04\x93"
        told: list[Warning_] = ["contains-tag"] if tag else []
        return Hit((*told, "test-network") if test else tuple(told))
    return None


def xlm(text: str) -> Hit | None:
    """StrKey: account `G…`, muxed account `M…` (it packs an id), contract `C…`."""
    if len(text) not in (56, 69) or text[0] not in "GMC":
        return None
    try:
        raw = base64.b32decode(text + "=" * (-len(text) % 8))
    except binascii.Error:
        return None
    known = {6 << 3: 35, 12 << 3: 43, 2 << 3: 35}
    if known.get(raw[0]) != len(raw) or crc16(raw[:-2]) != int.from_bytes(raw[-2:], "little"):
        return None
    return Hit(("contains-tag",) if text[0] == "M" else ())


def algo(text: str) -> Hit | None:
    try:
        raw = base64.b32decode(text + "======") if len(text) == 58 else b""
    except binascii.Error:
        return None
    good = len(raw) == 36 and hashlib.new("sha512_256", raw[:32]).digest()[-4:] == raw[32:]
    return Hit() if good else None


def dot(text: str) -> Hit | None:
    """SS58: Polkadot begins with 1, the form for any network with 5."""
    raw = base58.decode(text) if 46 <= len(text) <= 50 else None
    if raw is None or len(raw) not in (35, 36):
        return None
    prefix = len(raw) - 34
    if (prefix == 1) != (raw[0] < 64) or hashlib.blake2b(b"SS58PRE" + raw[:-2]).digest()[:2] != raw[-2:]:
        return None
    return Hit() if raw[0] == 0 else Hit(("network-not-told-by-address",))


def ton(text: str) -> Hit | None:
    """User-friendly (base64, CRC-16) or raw (workchain:hex, no checksum)."""
    if _TON_RAW.fullmatch(text):
        return Hit(("no-checksum",))
    if not _TON.fullmatch(text):
        return None
    raw = base64.urlsafe_b64decode(text.replace("+", "-").replace("/", "_"))
    if raw[0] & 0x7F not in (0x11, 0x51) or crc16(raw[:-2]) != int.from_bytes(raw[-2:], "big"):
        return None
    return Hit(("test-network",) if raw[0] & 0x80 else ())


def cosmos(asset: str, text: str) -> Hit | None:
    decoded = bech32.decode(text)
    if decoded is None or decoded.encoding != "bech32" or decoded.prefix != COSMOS_PREFIXES[asset]:
        return None
    payload = bech32.to_bytes(decoded.values)
    return Hit() if payload and len(payload) in (20, 32) else None


def sol(text: str) -> Hit | None:
    """32 bytes in base58: no checksum, half of all typing errors pass."""
    raw = base58.decode(text) if 32 <= len(text) <= 44 else None
    return Hit(("no-checksum",)) if raw is not None and len(raw) == 32 else None
