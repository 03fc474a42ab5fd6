"""Ethereum and the chains that share its addresses (EIP-55)."""

from __future__ import annotations

import re

from madoguchi.shield.encoding import bech32
from madoguchi.shield.encoding.keccak import keccak256
from madoguchi.shield.identify.contract import Hit

_ADDRESS = re.compile(r"0x[0-9a-fA-F]{40}")


def eth(text: str) -> Hit | None:
    """Mixed case must spell the checksum; one case alone carries none."""
    if not _ADDRESS.fullmatch(text):
        return None
    digits = text[2:]
    if digits == digits.lower() or digits == digits.upper():
        return Hit(("no-checksum", "network-not-told-by-address"))
    return Hit(("network-not-told-by-address",)) if checksummed(digits) == digits else None


def checksummed(digits: str) -> str:
    """The 40 hex digits with the capitals that EIP-55 prescribes."""
    lower = digits.lower()
    digest = keccak256(lower.encode()).hex()
    return "".join(c.upper() if int(d, 16) >= 8 else c for c, d in zip(lower, digest, strict=False))


def avax(text: str) -> Hit | None:
    """The C-Chain shares Ethereum's form; the X- and P-Chains write bech32 after their letter."""
    if text[:2] in ("X-", "P-", "C-"):
        decoded = bech32.decode(text[2:])
        payload = bech32.to_bytes(decoded.values) if decoded else None
        if decoded and payload and len(payload) == 20 and decoded.prefix in ("avax", "fuji"):
            return Hit(("test-network",) if decoded.prefix == "fuji" else ())
        return None
    return eth(text)


def bnb(text: str) -> Hit | None:
    """BNB Smart Chain, or the old Beacon Chain (`bnb1…`), which was shut down in 2024."""
    decoded = bech32.decode(text) if text[:3].lower() in ("bnb", "tbn") else None
    payload = bech32.to_bytes(decoded.values) if decoded else None
    if decoded and payload and len(payload) == 20 and decoded.prefix in ("bnb", "tbnb"):
        return Hit(("chain-shut-down",))
    return eth(text)
