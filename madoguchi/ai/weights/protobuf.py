"""Writing protobuf messages: the few kinds of field that ONNX and sentencepiece files are made of.

Source: https://protobuf.dev/programming-guides/encoding/
"""

from __future__ import annotations

import struct


def number(field: int, value: int) -> bytes:
    """A field of type int32, int64, enum or bool."""
    return _varint(field << 3) + _varint(value & 0xFFFF_FFFF_FFFF_FFFF)


def real(field: int, value: float) -> bytes:
    """A field of type float."""
    return _varint(field << 3 | 5) + struct.pack("<f", value)


def data(field: int, value: bytes | str) -> bytes:
    """A field of type string or bytes, or a message that is already written."""
    content = value.encode() if isinstance(value, str) else value
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
