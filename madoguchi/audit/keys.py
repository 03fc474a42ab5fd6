"""The key that signs checkpoints: Ed25519 (RFC 8032), its seed derived from the installation's secret key.

Who can write to the database does not have it; who has only the public half can verify, and sign nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from madoguchi.audit.contract import Signed
from madoguchi.audit.digests import statement_of
from madoguchi.core.crypto import seeds

_PURPOSE = "madoguchi.audit"


def public_key() -> str:
    """The public half of the key in use, hexadecimal."""
    return _public(_own()[0])


def known_keys() -> list[str]:
    """The public halves of the key in use and of those made from earlier secret keys."""
    return [_public(seed) for seed in _own()]


def sign(statement: bytes) -> str:
    """Hexadecimal."""
    return Ed25519PrivateKey.from_private_bytes(_own()[0]).sign(statement).hex()


def is_signed(statement: bytes, *, key: str, signature: str) -> bool:
    """Only hexadecimal as we write it counts: a changed letter is a change."""
    try:
        if bytes.fromhex(signature).hex() != signature:
            return False
        _verifier(key).verify(bytes.fromhex(signature), statement)
    except (InvalidSignature, ValueError):
        return False
    return True


def is_ours(checkpoint: Signed, *, keys: Collection[str] | None = None) -> bool:
    """Whether one of these keys (else: the installation's own) signed it."""
    known = known_keys() if keys is None else keys
    key, signature = checkpoint.key, checkpoint.signature
    return key in known and is_signed(statement_of(checkpoint), key=key, signature=signature)


def _own() -> list[bytes]:
    return seeds(_PURPOSE)


def _public(seed: bytes) -> str:
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw().hex()


@lru_cache(maxsize=16)
def _verifier(key: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
