"""A real server around the live door, and a client that speaks its protocol; used by the stories beside it."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

import msgspec
import uvicorn
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from madoguchi.live.broker import Broker, LocalBroker
from madoguchi.live.connection import Connection
from madoguchi.live.handlers import Handlers
from madoguchi.live.hub import Hub
from madoguchi.live.limits import Limits
from madoguchi.live.socket import LiveDoor
from madoguchi.live.viewers import Viewer
from madoguchi.live.wire.protocol import HttpProtocol
from tests import patience


class Watch(msgspec.Struct):
    c: str


class Typing(msgspec.Struct):
    c: str
    on: bool


@dataclass
class Stage:
    hub: Hub
    broker: Broker
    url: str
    heard: list[dict[str, Any]]
    renderings: list[tuple[str, str]]

    @asynccontextmanager
    async def visit(self, who: str, *, lang: str = "en", **options: Any) -> AsyncIterator[ClientConnection]:
        """Open a socket as `who` ("agent:ada", "customer:yuki") and be welcomed."""
        async with connect(self.url, compression=None, **options) as ws:
            await say(ws, t="hello", token=who, lang=lang)
            assert await hear(ws) == {"t": "welcome"}
            yield ws

    def announce(self, topic: str, payload: dict[str, Any]) -> None:
        self.broker.publish(topic, msgspec.json.encode(payload))


async def say(ws: ClientConnection, **frame: Any) -> None:
    await ws.send(json.dumps(frame))


async def hear(ws: ClientConnection, *, seconds: float = patience.SECONDS) -> dict[str, Any]:
    frame: dict[str, Any] = json.loads(await asyncio.wait_for(ws.recv(), seconds))
    return frame


async def until(ws: ClientConnection, kind: str, *, seconds: float = patience.SECONDS) -> dict[str, Any]:
    """The next frame of that type; others are passed over."""
    async with asyncio.timeout(seconds):
        while True:
            frame = json.loads(await ws.recv())
            if frame["t"] == kind:
                return dict(frame)


async def to_the_end(
    ws: ClientConnection, *, seconds: float = patience.SECONDS
) -> tuple[list[dict[str, Any]], int]:
    """Every frame until the server closes, and its close code."""
    frames = []
    with suppress(ConnectionClosed):
        async with asyncio.timeout(seconds):
            while True:
                frames.append(json.loads(await ws.recv()))
    return frames, ws.close_code or 0


@asynccontextmanager
async def stage(
    *, broker: Broker | None = None, limits: Limits | None = None, frames: dict[Any, Any] | None = None
) -> AsyncIterator[Stage]:
    """A server of its own: the token names the viewer, `watch` joins, `say` is recorded, renderings are counted."""
    broker = broker or LocalBroker()
    heard: list[dict[str, Any]] = []
    renderings: list[tuple[str, str]] = []

    async def authenticate(scope: Any, hello: dict[str, Any]) -> Viewer | None:
        audience, _, name = str(hello.get("token", "")).partition(":")
        if audience == "cookie":
            cookies = [value for key, value in scope["headers"] if key == b"cookie"]
            return Viewer("agent", "en", "agent:cookie", name="cookie") if cookies else None
        known = audience in ("agent", "customer")
        return Viewer(audience, hello.get("lang", "en"), f"{audience}:{name}", name=name) if known else None

    async def watch(connection: Connection, frame: Watch) -> None:
        connection.send({"t": "sync" if connection.watch(f"story:{frame.c}") else "gone", "c": frame.c})

    async def typing(connection: Connection, frame: Typing) -> None:
        assert connection.viewer
        hub.presence.typing(
            connection, f"story:{frame.c}", on=frame.on, facts={"who": connection.viewer.name}
        )

    async def view(connection: Connection, frame: Watch) -> None:
        assert connection.viewer
        connection.enter(f"story:{frame.c}", {"who": connection.viewer.name})

    async def record(connection: Connection, frame: dict[str, Any]) -> None:
        heard.append(frame)

    async def explode(connection: Connection, frame: dict[str, Any]) -> None:
        raise RuntimeError("a fault in one handler")

    def render(audience: str, lang: str, payload: dict[str, Any]) -> bytes | None:
        if payload.get("note") and audience == "customer":
            return None
        renderings.append((audience, lang))
        return msgspec.json.encode({"lang": lang, **payload})

    table: dict[Any, Any] = {}
    for audience in ("agent", "customer"):
        table |= {(audience, "watch"): watch, (audience, "typing"): typing, (audience, "say"): record}
    table |= {("agent", "view"): view, ("agent", "explode"): explode} | (frames or {})
    handlers = Handlers(
        authenticate=authenticate,
        frames=table,
        renderers={"story": render},
        origin_allowed=lambda origin: origin == "https://exchange.example",
    )
    hub = Hub(broker, handlers, limits or Limits(sweep_seconds=0.05))
    await broker.start()
    await hub.start()
    try:
        async with serving(LiveDoor(hub)) as port:
            yield Stage(hub, broker, f"ws://127.0.0.1:{port}/live", heard, renderings)
            await hub.stop()
    finally:
        await broker.stop()


@asynccontextmanager
async def serving(app: Any, **options: Any) -> AsyncIterator[int]:
    """Run `app` under uvicorn as the product does; yields the port."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    config = uvicorn.Config(
        app, **{
            "ws": "websockets-sansio", "ws_per_message_deflate": False, "ws_ping_interval": None, "lifespan": "off",
            "log_level": "warning", "ws_max_size": 1_000_000, "http": HttpProtocol, "proxy_headers": False,
            **options,
        },
    )  # fmt: skip
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    while not server.started:
        if task.done():
            await task
            raise RuntimeError("the server did not start")
        await asyncio.sleep(0.01)
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        await task
