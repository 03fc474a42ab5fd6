"""One socket: its bounded outbox, and how it ends."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any, Protocol

import msgspec

from madoguchi.live import metrics
from madoguchi.live.asgi import SEND_NOW, Scope, Send, SendNow
from madoguchi.live.viewers import Viewer

Frame = dict[str, Any] | msgspec.Struct | bytes | str
CLOSE_SECONDS = 5.0
_encode = msgspec.json.encode


class Kernel(Protocol):
    """What a socket asks of the hub that holds it."""

    def watch(self, connection: Connection, topic: str) -> bool: ...
    def unwatch(self, connection: Connection, topic: str) -> None: ...
    def enter(self, connection: Connection, topic: str, facts: dict[str, Any]) -> None: ...
    def leave(self, connection: Connection, topic: str) -> None: ...
    def typing(self, connection: Connection, topic: str, *, on: bool, facts: dict[str, Any]) -> None: ...
    def present(self, topic: str) -> list[dict[str, Any]]: ...


class Connection:
    """Made by the socket door only. Everything but `send_soon` belongs to the loop.

    A writing task exists only while there is something to write: an idle socket costs no task of its own.
    """

    __slots__ = (
        "__weakref__",
        "_closing",
        "_kernel",
        "_limit",
        "_loop",
        "_outbox",
        "_send",
        "_send_now",
        "_writer",
        "address",
        "allowance",
        "allowance_at",
        "bad",
        "ended",
        "flood",
        "opened_at",
        "reader",
        "scope",
        "seen_at",
        "topics",
        "viewer",
    )  # fmt: skip

    def __init__(
        self,
        kernel: Kernel,
        scope: Scope,
        send: Send,
        *,
        limit: int,
        address: str,
        now: float,
        allowance: float,
    ) -> None:
        self.scope = scope
        self.viewer: Viewer | None = None
        self.topics: set[str] = set()
        self.address = address
        self.opened_at = self.seen_at = self.allowance_at = now
        self.allowance = allowance
        self.bad = self.flood = 0
        self.reader: asyncio.Task[Any] | None = asyncio.current_task()
        self.ended = False
        self._loop = asyncio.get_running_loop()
        self._kernel = kernel
        self._send = send
        self._send_now: SendNow = scope.get("extensions", {}).get(SEND_NOW, _never)
        self._limit = limit
        self._outbox: deque[bytes] | None = None
        self._writer: asyncio.Task[None] | None = None
        self._closing: tuple[int, str] | None = None

    @property
    def closing(self) -> bool:
        return self._closing is not None

    def watch(self, topic: str) -> bool:
        """From now on every announcement on `topic` reaches this socket: watch first, read the state after.

        False when it watches LIVE_TOPICS topics already.
        """
        return self._kernel.watch(self, topic)

    def unwatch(self, topic: str) -> None:
        """Hear no more of `topic`, and be seen there no more."""
        self._kernel.unwatch(self, topic)

    def enter(self, topic: str, facts: dict[str, Any]) -> None:
        """Be shown as present on a watched topic, until `leave`, `unwatch` or the end; `facts` is JSON."""
        self._kernel.enter(self, topic, facts)

    def leave(self, topic: str) -> None:
        self._kernel.leave(self, topic)

    def typing(self, topic: str, *, on: bool, facts: dict[str, Any]) -> None:
        """Show the others on a watched topic that this person types; ends by itself after LIVE_TYPING_SECONDS."""
        self._kernel.typing(self, topic, on=on, facts=facts)

    def present(self, topic: str) -> list[dict[str, Any]]:
        """The facts of everyone who is present on a topic that this socket watches."""
        return self._kernel.present(topic)

    def send(self, frame: Frame) -> None:
        """Send one frame, or queue it where the peer takes no more now. A reader so slow that the outbox is full is
        closed with 1013 and catches up later."""
        if self.ended or self._closing:
            return
        text = as_bytes(frame)
        if self._writer is None and self._send_now(text):
            metrics.FRAMES_OUT.value += 1
            return
        if self._outbox is None:
            self._outbox = deque()
        if len(self._outbox) >= self._limit:
            metrics.SLOW.inc()
            self._outbox.clear()
            self.close(1013, "too slow")
            return
        self._outbox.append(text)
        if self._writer is None:
            self._writer = self._loop.create_task(self._write())

    def send_soon(self, frame: Frame) -> None:
        """`send` from any thread."""
        self._loop.call_soon_threadsafe(self.send, as_bytes(frame))

    def close(self, code: int, reason: str = "") -> None:
        """Write what is queued, say goodbye, and stop reading; a peer that takes neither is cut after 5 s."""
        if self.ended or self._closing:
            return
        self._closing = (code, reason)
        if self._writer is None:
            self._writer = self._loop.create_task(self._write())
        self._loop.call_later(CLOSE_SECONDS, self._cut)

    async def flushed(self) -> None:
        """Wait until everything queued so far has been handed to the server."""
        if self._writer is not None:
            await asyncio.wait([self._writer])

    async def _write(self) -> None:
        outbox = self._outbox
        try:
            while outbox:
                await self._send({"type": "websocket.send", "text": outbox[0].decode()})
                metrics.FRAMES_OUT.value += 1
                if outbox:  # emptied meanwhile when the reader was too slow
                    outbox.popleft()
            if self._closing:
                code, reason = self._closing
                await self._send({"type": "websocket.close", "code": code, "reason": reason})
        except Exception:  # the peer is gone: servers raise errors of their own kinds here
            self.ended = True
        finally:
            self._writer = None
            self._outbox = None

    def _cut(self) -> None:
        if not self.ended:
            for task in (self._writer, self.reader):
                if task is not None:
                    task.cancel()


def as_bytes(frame: Frame) -> bytes:
    if isinstance(frame, bytes):
        return frame
    return frame.encode() if isinstance(frame, str) else _encode(frame)


def _never(_text: bytes) -> bool:
    return False
