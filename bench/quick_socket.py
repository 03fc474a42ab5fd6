"""A WebSocket client that costs next to nothing, so that a benchmark measures the server (RFC 6455, text frames)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

_REQUEST = (
    "GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n{more}\r\n"
)


class QuickSocket(asyncio.Protocol):
    """`heard` is called with the bytes of each text frame."""

    def __init__(self, heard: Callable[[bytes], None], request: bytes) -> None:
        self.heard, self._request = heard, request
        self._data = bytearray()
        self._open = False
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    @classmethod
    async def connect(
        cls, port: int, heard: Callable[[bytes], None], *, path: str = "/live", headers: str = ""
    ) -> QuickSocket:
        request = _REQUEST.format(path=path, host="127.0.0.1", port=port, more=headers).encode()
        _, socket = await asyncio.get_running_loop().create_connection(
            lambda: cls(heard, request), "127.0.0.1", port
        )
        await socket.opened
        return socket

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self._transport = transport
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        self._data += data
        if not self._open:
            head, found, rest = bytes(self._data).partition(b"\r\n\r\n")
            if not found:
                return
            if b" 101 " not in head.split(b"\r\n")[0]:
                self.opened.set_exception(ConnectionError(head.decode()))
                return
            self._open, self._data = True, bytearray(rest)
            self.opened.set_result(None)
        self._frames()

    def _frames(self) -> None:
        data, start = self._data, 0
        while len(data) - start >= 2:
            size, body = data[start + 1], start + 2
            if size == 126:
                size, body = int.from_bytes(data[start + 2 : start + 4], "big"), start + 4
            elif size == 127:
                size, body = int.from_bytes(data[start + 2 : start + 10], "big"), start + 10
            if len(data) < body + size:
                break
            if data[start] & 15 == 1:
                self.heard(bytes(data[body : body + size]))
            start = body + size
        del data[:start]

    def send(self, text: bytes) -> None:
        """Masked with zeros: a mask is for proxies, and here is none."""
        size = len(text)
        head = bytes((129, 128 | size)) if size < 126 else b"\x81\xfe" + size.to_bytes(2, "big")
        self._transport.write(head + b"\0\0\0\0" + text)

    def connection_lost(self, error: Exception | None) -> None:
        if not self.opened.done():
            self.opened.set_exception(error or ConnectionError("closed"))

    def close(self) -> None:
        self._transport.close()
