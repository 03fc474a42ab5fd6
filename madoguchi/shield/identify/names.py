"""Chains whose accounts are names or plain numbers: nothing in them tells a typing error."""

from __future__ import annotations

import re

from madoguchi.shield.identify.contract import Hit

_EOS = re.compile(r"[a-z1-5](?:[a-z1-5.]{0,10}[a-z1-5])?")
_HBAR = re.compile(r"0\.0\.(?:0|[1-9]\d{0,18})(?:-[a-z]{5})?")
_NEAR = re.compile(r"(?:[a-z0-9]+[-_])*[a-z0-9]+(?:\.(?:[a-z0-9]+[-_])*[a-z0-9]+)*")
_MOVE = re.compile(r"0x[0-9a-fA-F]{64}")


def eos(text: str) -> Hit | None:
    return Hit(("no-checksum",)) if _EOS.fullmatch(text) else None


def hbar(text: str) -> Hit | None:
    return Hit(("no-checksum",) if "-" not in text else ()) if _HBAR.fullmatch(text) else None


def near(text: str) -> Hit | None:
    """A name of 2 to 64 characters, or the 64 hex digits of an implicit account."""
    good = 2 <= len(text) <= 64 and bool(_NEAR.fullmatch(text))
    return Hit(("no-checksum",)) if good else None


def move(text: str) -> Hit | None:
    """Aptos and Sui: the same shape as an EVM transaction id."""
    return Hit(("no-checksum",)) if _MOVE.fullmatch(text) else None
