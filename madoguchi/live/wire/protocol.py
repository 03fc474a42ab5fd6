"""A WebSocket between uvicorn and an ASGI application: what `websockets` does here, at a third of its cost.

uvicorn's own protocol parses the request a second time and keeps a state machine, two queues and their locks for each
socket. Thousands of screens that come back at once wait for exactly that (docs/performance.md).
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from typing import Any, cast
from urllib.parse import unquote

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.utils import ClientDisconnected

from madoguchi.live.asgi import SEND_NOW, Message, Scope
from madoguchi.live.wire import frames
from madoguchi.live.wire.frames import FrameReader, WireError
from madoguchi.live.wire.turns import Turns

logger = logging.getLogger(__name__)

CLOSE_SECONDS = 10.0  # for the peer to answer our goodbye
UNREAD = 16  # messages that may wait for the application before the peer is not read any more

_ACCEPT = (
    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
)
_REFUSE = "HTTP/1.1 {status}\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n"
_TURNS = Turns()
TOGETHER = 32  # frames that are written at once at most


class HttpProtocol(HttpToolsProtocol):
    """uvicorn's HTTP, which hands sockets to ours."""

    def handle_websocket_upgrade(self) -> None:
        self.connections.discard(self)
        socket = WebSocket(self)
        cast(Any, self).parser = None  # it and this object would keep each other until the next collection
        self.transport.set_protocol(socket)
        _TURNS.wait(socket.begin)


class WebSocket(asyncio.Protocol):
    """One socket, from the request on. `receive` and `send` are the application's (ASGI WebSocket, version 2.3)."""

    __slots__ = (
        "_accept",
        "_app",
        "_batch",
        "_heard",
        "_loop",
        "_paused",
        "_reader",
        "_reading",
        "_said_goodbye",
        "_scope",
        "_state",
        "_task",
        "_timer",
        "_transport",
        "_waiter",
        "_writable",
    )

    def __init__(self, http: HttpToolsProtocol) -> None:
        self._transport = http.transport
        self._loop = http.loop
        self._app = cast(Any, http.app)
        self._state = http.server_state
        self._scope: Scope | None = _scope_of(http)
        self._reader = FrameReader(limit=http.config.ws_max_size)
        self._accept = b""  # the answer to the key, until it has been sent
        self._heard: deque[Message] = deque()
        self._batch: list[bytes] | None = (
            None  # frames that go out together when this turn of the loop is over
        )
        self._waiter: asyncio.Future[None] | None = None
        self._writable: asyncio.Future[None] | None = None
        self._reading = True
        self._said_goodbye = False
        self._paused = False
        self._task: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._state.connections.add(cast(Any, self))

    def begin(self) -> None:
        """Check the request and start the application."""
        scope, self._scope = self._scope, None
        if scope is None or self._transport.is_closing():
            return
        headers = dict(scope["headers"])
        if scope["method"] != "GET" or scope["http_version"] != "1.1":
            self._refuse("400 Bad Request")
            return
        if headers.get(b"sec-websocket-version") != b"13":
            self._refuse("426 Upgrade Required", "Sec-WebSocket-Version: 13\r\n")
            return
        try:
            self._accept = frames.accept_key(headers.get(b"sec-websocket-key", b""))
        except ValueError:
            self._refuse("400 Bad Request")
            return
        self._put({"type": "websocket.connect"})
        scope["extensions"] = {SEND_NOW: self.send_now}
        self._task = self._loop.create_task(self._run(scope))
        self._state.tasks.add(self._task)
        self._task.add_done_callback(self._state.tasks.discard)

    def data_received(self, data: bytes) -> None:
        if self._task is None or self._accept:
            self._fail(WireError(1002, "frames before the answer"))
            return
        try:
            for kind, payload in self._reader.feed(data):
                self._take(kind, payload)
        except WireError as error:
            self._fail(error)

    def connection_lost(self, exc: Exception | None) -> None:
        self._state.connections.discard(cast(Any, self))
        self._scope = None
        if self._timer is not None:
            self._timer.cancel()
        self._said_goodbye = True
        self._put({"type": "websocket.disconnect", "code": 1006})
        self.resume_writing()

    def pause_writing(self) -> None:
        if self._writable is None:
            self._writable = self._loop.create_future()

    def resume_writing(self) -> None:
        if self._writable is not None:
            if not self._writable.done():
                self._writable.set_result(None)
            self._writable = None

    def shutdown(self) -> None:
        """uvicorn's, when the server ends: what is still open is told to come back."""
        if self._task is None or self._accept:
            self._refuse("503 Service Unavailable")
        elif not self._said_goodbye:
            self._put({"type": "websocket.disconnect", "code": 1012})
            self._write(frames.CLOSE, frames.close_payload(1012))
        self._said_goodbye = True
        self._close()

    async def receive(self) -> Message:
        while not self._heard:
            self._waiter = self._loop.create_future()
            try:
                await self._waiter
            finally:
                self._waiter = None
        message = self._heard.popleft()
        if self._paused and not self._heard:
            self._paused = False
            self._transport.resume_reading()
        return message

    async def send(self, message: Message) -> None:
        """Raises ClientDisconnected when the peer is gone, RuntimeError for what may not be sent now."""
        while self._writable is not None:
            await asyncio.shield(self._writable)
        if self._said_goodbye:
            raise ClientDisconnected
        match message["type"]:
            case "websocket.send" if not self._accept:
                text = message.get("text")
                if text is not None:
                    self._write(frames.TEXT, text.encode())
                else:
                    self._write(frames.BINARY, message["bytes"])
            case "websocket.accept" if self._accept:
                self._transport.write(_ACCEPT + self._accept + b"\r\n\r\n")
                self._accept = b""
            case "websocket.close" if self._accept:
                self._refuse("403 Forbidden")
            case "websocket.close":
                self._goodbye(message.get("code", 1000), message.get("reason") or "")
            case kind:
                raise RuntimeError(f"{kind} cannot be sent now")

    def send_now(self, text: bytes) -> bool:
        """One text frame, at the end of the loop's turn. False where `send` has to wait or to refuse."""
        if self._writable is not None or self._accept or self._said_goodbye:
            return False
        if self._batch is None:
            self._batch = []
            self._loop.call_soon(self._flush)
        self._batch.append(frames.framed(frames.TEXT, text))
        if len(self._batch) >= TOGETHER:
            self._flush()
        return True

    async def _run(self, scope: Scope) -> None:
        try:
            await self._app(scope, self.receive, self.send)
        except ClientDisconnected:
            pass
        except Exception:
            logger.exception("the application of a socket failed")
        finally:
            if self._accept and not self._said_goodbye:
                self._refuse("500 Internal Server Error")
            if self._timer is None:
                self._close()

    def _take(self, kind: int, payload: bytes | str) -> None:
        if kind == frames.CLOSE:
            assert isinstance(payload, bytes)
            code = frames.close_code(payload)
            if not self._said_goodbye:
                self._said_goodbye = True
                self._write(frames.CLOSE, payload[:2])
                self._put({"type": "websocket.disconnect", "code": code})
            self._close()
        elif self._said_goodbye:
            return  # between our goodbye and theirs
        elif kind == frames.PING:
            assert isinstance(payload, bytes)
            if self._writable is None:  # who does not read gets no answers to pile up
                self._write(frames.PONG, payload)
        elif kind != frames.PONG:
            self._put({"type": "websocket.receive", "text" if kind == frames.TEXT else "bytes": payload})
            if len(self._heard) >= UNREAD and not self._paused:
                self._paused = True
                self._transport.pause_reading()

    def _put(self, message: Message) -> None:
        self._heard.append(message)
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def _write(self, kind: int, payload: bytes) -> None:
        self._flush()
        if not self._transport.is_closing():
            self._transport.write(frames.framed(kind, payload))

    def _flush(self) -> None:
        batch, self._batch = self._batch, None
        if batch and not self._transport.is_closing():
            self._transport.write(batch[0] if len(batch) == 1 else b"".join(batch))

    def _close(self) -> None:
        self._flush()
        self._transport.close()

    def _goodbye(self, code: int, reason: str) -> None:
        """Ours: the peer has CLOSE_SECONDS to answer it."""
        self._said_goodbye = True
        self._write(frames.CLOSE, frames.close_payload(code, reason))
        self._put({"type": "websocket.disconnect", "code": code})
        if self._paused:
            self._paused = False
            self._transport.resume_reading()
        self._timer = self._loop.call_later(CLOSE_SECONDS, self._transport.abort)

    def _fail(self, error: WireError) -> None:
        if not self._said_goodbye:
            self._said_goodbye = True
            if self._task is not None and not self._accept:
                self._write(frames.CLOSE, frames.close_payload(error.code, error.why))
            self._put({"type": "websocket.disconnect", "code": error.code})
        self._close()

    def _refuse(self, status: str, headers: str = "") -> None:
        """An ordinary HTTP answer instead of a socket."""
        self._said_goodbye, self._accept = True, b""
        if not self._transport.is_closing():
            self._transport.write(_REFUSE.format(status=status, headers=headers).encode())
            self._transport.close()
        self._put({"type": "websocket.disconnect", "code": 1006})


def _scope_of(http: HttpToolsProtocol) -> Scope:
    raw_path, _, query = http.url.partition(b"?")
    scope = cast(dict[str, Any], http.scope)
    return {
        "type": "websocket",
        "asgi": {"version": http.asgi_version, "spec_version": "2.3"},
        "http_version": scope["http_version"],
        "method": scope["method"],
        "scheme": "wss" if scope["scheme"] == "https" else "ws",
        "server": http.server,
        "client": http.client,
        "root_path": http.root_path,
        "path": http.root_path + unquote(raw_path.decode("ascii")),
        "raw_path": http.root_path.encode("ascii") + raw_path,
        "query_string": query,
        "headers": scope["headers"],
        "subprotocols": [],
        "state": scope["state"],
    }
