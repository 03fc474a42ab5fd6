"""Encryption of what must be read again (raw payloads, channel credentials), and signatures on short tokens."""

from __future__ import annotations

import base64
import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unreadable(ValueError):
    """It was encrypted with a key that is no longer known, or was changed."""


def encrypt(content: bytes) -> bytes:
    """Fernet (AES-128-CBC with HMAC-SHA-256) under a key derived from SECRET_KEY."""
    return _fernet().encrypt(content)


def decrypt(content: bytes) -> bytes:
    """Raises Unreadable."""
    try:
        return _fernet().decrypt(bytes(content))
    except InvalidToken as error:
        raise Unreadable(
            "This was encrypted with another key; add it to MADOGUCHI_SECRET_KEY_FALLBACKS."
        ) from error


def sign(purpose: str, value: str, *, size: int = 10) -> str:
    """A signature of `size` bytes in lower-case base 32, for places that keep neither case nor length."""
    return _signature(settings.SECRET_KEY, purpose, value, size)


def verify(purpose: str, value: str, signature: str, *, size: int = 10) -> bool:
    """Whether `signature` was made by `sign` with the key in use or an earlier one, compared in constant time."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    found = [hmac.compare_digest(_signature(key, purpose, value, size), signature.lower()) for key in keys]
    return any(found)


def seeds(purpose: str) -> list[bytes]:
    """32 bytes to make a key from, of the secret key in use and of each earlier one; nobody comes back from them."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [hmac.new(key.encode(), f"{purpose}\0seed".encode(), hashlib.sha256).digest() for key in keys]


def _signature(key: str, purpose: str, value: str, size: int) -> str:
    digest = hmac.new(key.encode(), f"{purpose}\0{value}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:size]).decode().lower().rstrip("=")


def _fernet() -> MultiFernet:
    return _fernet_of((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=4)
def _fernet_of(keys: tuple[str, ...]) -> MultiFernet:
    derived = (hashlib.sha256(b"madoguchi.encrypt\0" + key.encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in derived])
