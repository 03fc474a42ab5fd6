"""Encrypted wallet files pasted as JSON: Ethereum keystore V3 and Polkadot's."""

from __future__ import annotations

from collections.abc import Iterator

from madoguchi.shield.contract import Finding
from madoguchi.shield.detectors.braces import outer_objects
from madoguchi.shield.view import View

NAME = "keystore"


def find(view: View) -> Iterator[Finding]:
    """Objects that hold a cipher text with its key derivation, whole or cut off."""
    for start, end, closed in outer_objects(view.flat):
        body = view.lower[start:end]
        ethereum = '"ciphertext"' in body and ('"kdf"' in body or '"mac"' in body)
        polkadot = '"pkcs8"' in body and '"encoded"' in body
        if ethereum or polkadot:
            yield Finding("keystore", start, end, "certain" if closed else "likely", NAME)
