"""Frames of RFC 6455 (WebSocket) on a server: no extensions, a bounded size, and nothing kept between messages."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

CONTINUE, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
_KNOWN = (CONTINUE, TEXT, BINARY, CLOSE, PING, PONG)
_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455 section 1.3
_CONTROL_BYTES = 125
_EMPTY = b""

Heard = tuple[int, bytes | str]  # an opcode that is not CONTINUE, and its whole payload (TEXT: str)


@dataclass
class WireError(Exception):
    """The peer broke the protocol, or a limit: the close code that says so, and why."""

    code: int
    why: str


class FrameReader:
    """Bytes in, messages out. `feed` raises WireError, after which the connection must end."""

    __slots__ = ("_kind", "_left", "_limit", "_parts", "_size")

    def __init__(self, *, limit: int) -> None:
        """`limit` is the size of the largest message, in bytes."""
        self._limit = limit
        self._left = _EMPTY
        self._kind = CONTINUE
        self._parts: list[bytes] | None = None
        self._size = 0

    def feed(self, data: bytes) -> Iterator[Heard]:
        if self._left:
            data = self._left + data
            self._left = _EMPTY
        start = 0
        while (head := self._head(data, start)) is not None:
            first, begin, end = head
            if len(data) < end:
                break
            start = end
            payload = unmasked(data[begin:end], data[begin - 4 : begin])
            if (heard := self._message(first & 15, payload, final=first >= 0x80)) is not None:
                yield heard
        self._left = data[start:]

    def _head(self, data: bytes, start: int) -> tuple[int, int, int] | None:
        """Its first byte, and where the payload begins and ends; None until the head is there."""
        if len(data) < start + 2:
            return None
        first, second = data[start], data[start + 1]
        kind, size, begin = first & 15, second & 127, start + 6
        if first & 0x70 or kind not in _KNOWN:
            raise WireError(1002, "reserved bits or an unknown kind of frame")
        if second < 0x80:
            raise WireError(1002, "a frame without a mask")
        if kind >= CLOSE and (size > _CONTROL_BYTES or first < 0x80):
            raise WireError(1002, "a control frame in parts or too long")
        if size > _CONTROL_BYTES:
            width = 2 if size == 126 else 8
            if len(data) < start + 2 + width:
                return None
            size, begin = int.from_bytes(data[start + 2 : start + 2 + width], "big"), begin + width
        if size > self._limit - (self._size if kind < CLOSE else 0):
            raise WireError(1009, "too big")
        return first, begin, begin + size

    def _message(self, kind: int, payload: bytes, *, final: bool) -> Heard | None:
        if kind >= CLOSE:
            return kind, payload
        if (kind == CONTINUE) != (self._parts is not None):
            raise WireError(1002, "parts of a message in the wrong order")
        if self._parts is not None or not final:
            if self._parts is None:
                self._kind, self._parts = kind, []
            if payload:  # parts without end, and without content, must not add up
                self._parts.append(payload)
            self._size += len(payload)
            if not final:
                return None
            kind, payload = self._kind, _EMPTY.join(self._parts)
            self._parts, self._size = None, 0
        if kind == BINARY:
            return kind, payload
        try:
            return kind, payload.decode()
        except UnicodeDecodeError:
            raise WireError(1007, "text that is not UTF-8") from None


def unmasked(payload: bytes, mask: bytes) -> bytes:
    """As one number each: linear, and without a loop in Python."""
    size = len(payload)
    key = int.from_bytes((mask * (size // 4 + 1))[:size], "little")
    return (int.from_bytes(payload, "little") ^ key).to_bytes(size, "little")


def framed(kind: int, payload: bytes) -> bytes:
    """A whole message as a server sends it."""
    size = len(payload)
    if size <= _CONTROL_BYTES:
        return bytes((0x80 | kind, size)) + payload
    if size < 65_536:
        return bytes((0x80 | kind, 126)) + size.to_bytes(2, "big") + payload
    return bytes((0x80 | kind, 127)) + size.to_bytes(8, "big") + payload


def close_payload(code: int, reason: str = "") -> bytes:
    return code.to_bytes(2, "big") + reason.encode()[: _CONTROL_BYTES - 2].decode(errors="ignore").encode()


def close_code(payload: bytes) -> int:
    """What the peer gave as its reason: 1005 for none. Raises WireError."""
    if not payload:
        return 1005
    code = int.from_bytes(payload[:2], "big")
    if len(payload) < 2 or not (
        (1000 <= code <= 1014 and code not in (1004, 1005, 1006)) or 3000 <= code < 5000
    ):
        raise WireError(1002, "a close code that is none")
    try:
        payload[2:].decode()
    except UnicodeDecodeError:
        raise WireError(1007, "text that is not UTF-8") from None
    return code


def accept_key(key: bytes) -> bytes:
    """The answer to Sec-WebSocket-Key. Raises ValueError where it is not 16 bytes in base 64."""
    try:
        raw = base64.b64decode(key, validate=True)
    except binascii.Error:
        raise ValueError("not base 64") from None
    if len(raw) != 16:
        raise ValueError("not 16 bytes")
    return base64.b64encode(hashlib.sha1(key + _GUID, usedforsecurity=False).digest())
