"""Content-Transfer-Encoding undone (RFC 2045) for whole bodies, forgiving what is broken."""

from __future__ import annotations

import binascii
import re

from .uuencode import decode_files

_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_OTHER = bytes(set(range(256)) - set(_ALPHABET) - set(b"="))
_SOFT_BREAK_SPACES = re.compile(rb"=[ \t]+(?=\n)")
# More than one foreign character (white space aside) in this many: it is not base64 at all.
_FOREIGN_SHARE = 20


def decode_transfer(body: bytes, encoding: str, problems: list[str]) -> bytes:
    """The bytes that were sent. An unknown encoding leaves the body as it is."""
    name = encoding.strip().strip("\"'").lower()
    word = (re.split(r"[\s;]", name) or [""])[0]
    if word.startswith("base64"):
        return _base64(body, problems)
    if word.startswith("quoted"):
        return binascii.a2b_qp(_SOFT_BREAK_SPACES.sub(b"=", body))
    if word in ("x-uuencode", "uuencode", "x-uue", "uue"):
        files = decode_files(body)
        return files[0].content if files else body
    if word not in ("", "7bit", "8bit", "binary", "7-bit", "8-bit", "7", "8", "none", "utf-8"):
        problems.append(f"unknown transfer encoding {word[:40]}")
    return body


def _base64(body: bytes, problems: list[str]) -> bytes:
    clean = body.translate(None, _OTHER)
    text = body.translate(None, b" \t\n\r\x00")
    foreign = len(text) - len(clean)
    if foreign:
        problems.append("characters in base64 that do not belong there")
        if foreign * _FOREIGN_SHARE > len(text):
            head = _base64_head(body)
            return head if head else body
    out = bytearray()
    for piece in clean.split(b"="):
        if len(piece) % 4 == 1:
            problems.append("base64 is cut short")
            piece = piece[:-1]
        out += binascii.a2b_base64(piece + b"=" * (-len(piece) % 4))
    return bytes(out)


def _base64_head(body: bytes) -> bytes:
    """Whole lines of base64 at the start, before a footer that somebody appended in clear."""
    lines: list[bytes] = []
    for line in body.split(b"\n"):
        line = line.strip()
        if line.translate(None, _ALPHABET + b"=") or (lines and b"=" in lines[-1]):
            break
        lines.append(line)
    joined = b"".join(lines).replace(b"=", b"")
    joined = joined[:-1] if len(joined) % 4 == 1 else joined
    return binascii.a2b_base64(joined + b"=" * (-len(joined) % 4))
