"""Base58 with a double-SHA-256 checksum, in the alphabets of Bitcoin and of the XRP Ledger."""

from __future__ import annotations

import hashlib

BITCOIN = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
RIPPLE = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
LIMIT = 128  # characters: decoding is quadratic, and nothing that we know is longer

_DIGITS = {name: {c: i for i, c in enumerate(name)} for name in (BITCOIN, RIPPLE)}


def decode(text: str, alphabet: str = BITCOIN) -> bytes | None:
    """The bytes, or None where a character is not in the alphabet or the text is longer than `LIMIT`."""
    if not text or len(text) > LIMIT:
        return None
    digits, number = _DIGITS[alphabet], 0
    for char in text:
        digit = digits.get(char)
        if digit is None:
            return None
        number = number * 58 + digit
    body = number.to_bytes((number.bit_length() + 7) // 8, "big")
    zeros = len(text) - len(text.lstrip(alphabet[0]))
    return b"\0" * zeros + body


def decode_check(text: str, alphabet: str = BITCOIN) -> bytes | None:
    """The payload without its four checksum bytes, or None where the checksum does not hold."""
    raw = decode(text, alphabet)
    if raw is None or len(raw) < 5:
        return None
    payload = raw[:-4]
    digest = hashlib.sha256(hashlib.sha256(payload).digest()).digest()
    return payload if digest[:4] == raw[-4:] else None
