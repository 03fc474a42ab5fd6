"""Files inside winmail.dat, Outlook's own wrapping (Microsoft MS-OXTNEF)."""

from __future__ import annotations

import struct
from dataclasses import dataclass

_SIGNATURE = b"\x78\x9f\x3e\x22"
_RENDERING, _TITLE, _DATA, _PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_LONG_FILENAME, _FILENAME, _MIME_TAG, _DATA_OBJECT = 0x3707, 0x3704, 0x370E, 0x3701
_FIXED = {0x0002: 4, 0x0003: 4, 0x0004: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x000A: 4, 0x000B: 4, 0x0014: 8,
          0x0040: 8, 0x0048: 16}  # fmt: skip
_STRING, _UNICODE, _OBJECT, _BINARY = 0x001E, 0x001F, 0x000D, 0x0102
_MULTIPLE = 0x1000
_MAX_FILES = 250


@dataclass(slots=True)
class TnefFile:
    """One file: its name (may be empty), media type (may be empty) and bytes."""

    filename: str = ""
    content_type: str = ""
    content: bytes = b""


def is_tnef(content: bytes) -> bool:
    """Whether the bytes start like TNEF."""
    return content.startswith(_SIGNATURE)


def read_tnef(content: bytes) -> list[TnefFile]:
    """The files in a TNEF stream as far as it can be read; empty if it holds none."""
    files: list[TnefFile] = []
    position = len(_SIGNATURE) + 2
    while position + 9 <= len(content):
        attribute, size = struct.unpack_from("<xII", content, position)
        start = position + 9
        data = content[start : start + size]
        position = start + size + 2
        kind = attribute & 0xFFFF
        if kind == _RENDERING:
            if len(files) >= _MAX_FILES:
                break
            files.append(TnefFile())
        elif files:
            _apply(files[-1], kind, data)
    return [file for file in files if file.content]


def _apply(file: TnefFile, kind: int, data: bytes) -> None:
    if kind == _TITLE:
        file.filename = file.filename or _text(data)
    elif kind == _DATA:
        file.content = data
    elif kind == _PROPERTIES:
        for name, value, is_unicode in _properties(data):
            if name == _LONG_FILENAME:
                file.filename = _text(value, is_unicode)
            elif name == _FILENAME:
                file.filename = file.filename or _text(value, is_unicode)
            elif name == _MIME_TAG:
                file.content_type = _text(value, is_unicode).lower()
            elif name == _DATA_OBJECT and not file.content:
                file.content = value[16:]  # after the identifier of the interface


def _properties(data: bytes) -> list[tuple[int, bytes, bool]]:
    """(property id, its first value, whether it is UTF-16) for each property that can be read."""
    found: list[tuple[int, bytes, bool]] = []
    try:
        (count,) = struct.unpack_from("<I", data)
        position = 4
        for _ in range(min(count, 1_000)):
            kind, name = struct.unpack_from("<HH", data, position)
            position += 4
            if name >= 0x8000:
                position = _after_name(data, position)
            value, position = _value(data, position, kind)
            found.append((name, value, kind & ~_MULTIPLE == _UNICODE))
    except (struct.error, ValueError):
        pass  # what was read so far is still good
    return found


def _after_name(data: bytes, position: int) -> int:
    (by_string,) = struct.unpack_from("<I", data, position + 16)
    if not by_string:
        return position + 24
    (length,) = struct.unpack_from("<I", data, position + 20)
    return position + 24 + _padded(length)


def _value(data: bytes, position: int, kind: int) -> tuple[bytes, int]:
    base = kind & ~_MULTIPLE
    repeats = 1
    if kind & _MULTIPLE or base in (_STRING, _UNICODE, _OBJECT, _BINARY):
        (repeats,) = struct.unpack_from("<I", data, position)
        position += 4
    first = b""
    for index in range(min(repeats, 10_000)):
        if base in _FIXED:
            size = _FIXED[base]
        elif base in (_STRING, _UNICODE, _OBJECT, _BINARY):
            (size,) = struct.unpack_from("<I", data, position)
            position += 4
        else:
            raise ValueError("an unknown type of property")
        if not index:
            first = data[position : position + size]
        position += _padded(size)
    return first, position


def _padded(size: int) -> int:
    return (size + 3) & ~3


def _text(data: bytes, is_unicode: bool = False) -> str:
    text = data.decode("utf-16-le", "replace") if is_unicode else data.decode("cp1252", "replace")
    return text.split("\x00", 1)[0].strip()
