"""The `/live` door: a plain ASGI WebSocket handler."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import msgspec

from madoguchi.live import metrics
from madoguchi.live.asgi import Message, Receive, Scope, Send
from madoguchi.live.connection import Connection
from madoguchi.live.handlers import routes
from madoguchi.live.http import client_address, header
from madoguchi.live.hub import Hub
from madoguchi.live.origins import same_origin, without_cookies

logger = logging.getLogger(__name__)

PING = '{"t":"ping"}'
PONG = '{"t":"pong"}'
WELCOME = '{"t":"welcome"}'


class _Head(msgspec.Struct):
    t: str


_head = msgspec.json.Decoder(_Head).decode
_hello = msgspec.json.Decoder(dict[str, Any]).decode


class LiveDoor:
    def __init__(self, hub: Hub, *, public_url: str = "") -> None:
        self._hub = hub
        self._limits = hub.limits
        self._routes = routes(hub.handlers)
        self._public_url = public_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()  # websocket.connect
        address = client_address(scope)
        if why := self._refusal(scope, address):
            metrics.REFUSED.labels(why).inc()
            await send({"type": "websocket.close", "code": 1008, "reason": why})  # before accept: HTTP 403
            return
        await send({"type": "websocket.accept"})
        now = asyncio.get_running_loop().time()
        connection = Connection(
            self._hub,
            scope,
            send,
            limit=self._limits.outbox,
            address=address,
            now=now,
            allowance=self._limits.frames_burst,
        )
        self._hub.add(connection)
        try:
            await self._talk(connection, receive)
        except asyncio.CancelledError:
            if not connection.closing:
                raise
        finally:
            self._hub.remove(connection)

    def _refusal(self, scope: Scope, address: str) -> str:
        origin = header(scope, b"origin")
        ours = origin is None or same_origin(scope, public_url=self._public_url)
        if origin is not None and not ours and not self._hub.handlers.origin_allowed(origin):
            return "origin"
        if self._hub.draining or len(self._hub.connections) >= self._limits.connections:
            return "full"
        if self._hub.by_address.get(address, 0) >= self._limits.connections_per_address:
            return "address"
        return ""

    async def _talk(self, connection: Connection, receive: Receive) -> None:
        if not await self._greet(connection, await receive()):
            return
        while (message := await receive())["type"] == "websocket.receive":
            if connection.closing:
                return
            if (wait := self._wait(connection)) > 0:
                await asyncio.sleep(wait)
            await self._take(connection, message)

    async def _greet(self, connection: Connection, message: Message) -> bool:
        if message["type"] != "websocket.receive" or connection.closing:
            return False
        scope = connection.scope
        if not same_origin(scope, public_url=self._public_url):
            scope = without_cookies(scope)
        try:
            hello = _hello(self._text(message))
            if hello.get("t") == "hello":
                connection.viewer = await self._hub.handlers.authenticate(scope, hello)
        except msgspec.MsgspecError:
            logger.debug("a first frame that is not a hello")
        except (
            Exception
        ):  # a fault of ours: the client is told the same as for a wrong token, and tries again
            logger.exception("signing a socket in failed")
        if connection.viewer is None:
            metrics.REFUSED.labels("not signed in").inc()
            await self._end(connection, 4401, "not signed in")
            return False
        connection.scope["headers"].clear()  # not needed again, and there may be thousands of sockets
        connection.scope = {}
        self._hub.handlers.opened(connection)
        connection.send(WELCOME)
        return True

    def _wait(self, connection: Connection) -> float:
        """Seconds until this socket may be heard again. Not reading is what slows a hasty client down: nothing is
        lost, its own network fills up. One that never stops is closed."""
        limits, now = self._limits, asyncio.get_running_loop().time()
        connection.seen_at = now
        gained = (now - connection.allowance_at) * limits.frames_per_second
        connection.allowance = min(limits.frames_burst, connection.allowance + gained) - 1
        connection.allowance_at = now
        if connection.allowance >= 0:
            connection.flood = 0
            return 0
        connection.flood += 1
        if connection.flood > limits.flood_frames:
            metrics.REFUSED.labels("flood").inc()
            connection.close(4429, "too many frames")
        return -connection.allowance / limits.frames_per_second

    async def _take(self, connection: Connection, message: Message) -> None:
        metrics.FRAMES_IN.value += 1
        text = self._text(message)
        if text == PING:
            connection.send(PONG)
            return
        if len(text) > self._limits.frame_bytes:
            await self._end(connection, 1009, "frame too big")
            return
        kind = ""
        try:
            kind = _head(text).t
            assert connection.viewer is not None
            route = self._routes.get((connection.viewer.audience, kind))
            if route is not None:
                await route.handle(connection, route.decoder.decode(text))
            elif kind == "ping":
                connection.send(PONG)
        except msgspec.MsgspecError as error:
            self._bad(connection, kind, str(error))
        except Exception:  # one frame's fault must not cost the socket
            logger.exception("the handler of %r failed", kind)
            self._bad(connection, kind, "internal error", hostile=False)

    def _bad(self, connection: Connection, kind: str, reason: str, *, hostile: bool = True) -> None:
        metrics.FRAMES_BAD.inc()
        connection.send({"t": "error", "of": kind, "reason": reason})
        connection.bad += hostile
        if connection.bad > self._limits.bad_frames:
            connection.close(1008, "too many bad frames")

    async def _end(self, connection: Connection, code: int, reason: str) -> None:
        connection.close(code, reason)
        await connection.flushed()

    @staticmethod
    def _text(message: Message) -> str | bytes:
        text: str | bytes | None = message.get("text")
        return text if text is not None else bytes(message["bytes"])
