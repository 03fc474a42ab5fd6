"""The least that speaks WebSocket: the clients must not be what is measured."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import cast

Heard = Callable[["Wire", bytes], None]
_MASK = b"\0\0\0\0"  # a mask of zeros is a mask


class Wire(asyncio.Protocol):
    """One socket: `heard` gets each text frame, `lost` is true when it has ended (or never began)."""

    __slots__ = (
        "_buffer",
        "_cookie",
        "_first",
        "_heard",
        "_port",
        "_upgraded",
        "ended",
        "lost",
        "number",
        "transport",
    )

    def __init__(self, port: int, first: bytes, heard: Heard, *, number: int = 0, cookie: str = "") -> None:
        """`first` are the frames (already framed) that follow once the server has agreed."""
        self._port, self._cookie, self._first = port, cookie, first
        self._heard = heard
        self._buffer = b""
        self._upgraded = False
        self.number = number
        self.lost = False
        self.ended: Callable[[Wire], None] = lambda wire: None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)  # uvloop's is no subclass
        self.transport.write(_upgrade(self._port, self._cookie))

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost = True
        self.ended(self)

    def data_received(self, data: bytes) -> None:
        data = self._buffer + data if self._buffer else data
        if not self._upgraded:
            end = data.find(b"\r\n\r\n")
            if end < 0:
                self._buffer = data
                return
            if not data.startswith(b"HTTP/1.1 101"):
                self.transport.close()
                return
            self._upgraded, data = True, data[end + 4 :]
            self.transport.write(self._first)
            self._first = b""
        while (whole := _whole(data)) is not None:
            start, end = whole
            if data[0] & 15 == 8:  # close
                self.transport.close()
                return
            self._heard(self, data[start:end])
            data = data[end:]
        self._buffer = data

    def say(self, payload: bytes) -> None:
        self.transport.write(framed(payload))


async def connected(port: int, wire: Wire) -> Wire:
    await asyncio.get_running_loop().create_connection(lambda: wire, "127.0.0.1", port)
    return wire


def framed(payload: bytes) -> bytes:
    """A client's text frame."""
    size = len(payload)
    length = bytes([0x80 | size]) if size < 126 else b"\xfe" + size.to_bytes(2, "big")
    return b"\x81" + length + _MASK + payload


def _whole(data: bytes) -> tuple[int, int] | None:
    """Where the payload of the first frame begins and ends, once all of it is there."""
    if len(data) < 2:
        return None
    size, start = data[1] & 127, 2
    if size > 125:
        start = 4 if size == 126 else 10
        if len(data) < start:
            return None
        size = int.from_bytes(data[2:start], "big")
    return (start, start + size) if len(data) >= start + size else None


def _upgrade(port: int, cookie: str) -> bytes:
    return (
        f"GET /live HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: c3Rvcm0gaW4gdGVhY3Vwcw==\r\nAccept-Language: ja,en;q=0.8\r\n"
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0\r\n"
        "Accept-Encoding: gzip, deflate, br\r\n" + (f"Cookie: {cookie}\r\n" if cookie else "") + "\r\n"
    ).encode()
