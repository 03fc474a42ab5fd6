"""Files that travel inside plain text as uuencode (POSIX uuencode)."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass

_BEGIN = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} ([^\n]{1,255})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class UuFile:
    """One file: where it stood in the text (start, end), its name and its bytes."""

    start: int
    end: int
    filename: bytes
    content: bytes


def decode_files(text: bytes) -> list[UuFile]:
    """The uuencoded files in `text` (LF line ends), in order; a block that does not decode is left alone."""
    files: list[UuFile] = []
    if b"begin" not in text:
        return files
    position = 0
    while match := _BEGIN.search(text, position):
        position = match.end() + 1
        block = _block(text, position)
        if block is not None:
            content, position = block
            files.append(UuFile(match.start(), position, match[1].strip(), content))
    return files


def _block(text: bytes, position: int) -> tuple[bytes, int] | None:
    out = bytearray()
    while position < len(text):
        end = text.find(b"\n", position)
        end = len(text) if end < 0 else end
        line = text[position:end].rstrip(b"\r")
        position = end + 1
        if line == b"end":
            return bytes(out), min(position, len(text))
        if not line.strip():
            continue
        try:
            out += binascii.a2b_uu(line)
        except binascii.Error:
            return None
    return (bytes(out), len(text)) if out else None
