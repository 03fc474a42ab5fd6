"""Identifiers: keys that sort by time, references that people read aloud and nobody can guess."""

from __future__ import annotations

import os
import secrets
import time
import uuid
from datetime import datetime

# Crockford's base 32: no I, L, O, U, so that nothing is misread on the phone (crockford.com/base32.html).
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def uuid7() -> uuid.UUID:
    """A UUID version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then random."""
    value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)


def first_id_at(at: datetime) -> uuid.UUID:
    """What no `uuid7` made since then is smaller than, and none made before it is greater."""
    return uuid.UUID(int=int(at.timestamp() * 1000) << 80 | 0x7 << 76 | 0x2 << 62)


def new_reference() -> str:
    """A conversation's public reference: ten characters, 50 random bits, for example `7KQ2M-X4T9B`."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"


def read_reference(typed: str) -> str | None:
    """The reference a person meant (lower case, spaces, O for 0, I or L for 1), or None."""
    letters = (
        typed.upper().replace("-", "").replace(" ", "").replace("O", "0").replace("I", "1").replace("L", "1")
    )
    if len(letters) != 10 or any(letter not in _ALPHABET for letter in letters):
        return None
    return f"{letters[:5]}-{letters[5:]}"
