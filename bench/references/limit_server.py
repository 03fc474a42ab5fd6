"""The limit's server: Starlette and frames, and a thread that commits whatever has arrived while the last commit ran.

Speaks the frames that bench/chat needs: hello, watch, send. No sign-in, no permission, no shield, no index.
"""

from __future__ import annotations

import asyncio
import threading
import uuid
from abc import ABC, abstractmethod
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, NamedTuple

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

BATCH = 64
encode, decode = msgspec.json.encode, msgspec.json.decode
Outbox = asyncio.Queue[str]


class Said(NamedTuple):
    """A message as it is stored."""

    id: str
    conversation: str
    position: int
    client_id: str
    text: str
    at: str
    outbox: Outbox


class Group(ABC):
    """One thread that commits whatever has arrived while the last commit ran."""

    def __init__(self, place: str) -> None:
        self.waiting: deque[tuple[dict[str, Any], Outbox]] = deque()
        self.arrived = threading.Event()
        self.place = place

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        threading.Thread(target=self.run, daemon=True).start()

    def run(self) -> None:
        self.open()
        versions: dict[str, int] = {}
        while True:
            self.arrived.wait()
            self.arrived.clear()
            while self.waiting:
                batch = [self.waiting.popleft() for _ in range(min(len(self.waiting), BATCH))]
                said = self.numbered(batch, versions)
                self.write(said)
                self.loop.call_soon_threadsafe(tell, said)

    def numbered(self, batch: list[tuple[dict[str, Any], Outbox]], versions: dict[str, int]) -> list[Said]:
        now = datetime.now(UTC).isoformat()
        said = []
        for frame, outbox in batch:
            c = frame["c"]
            if c not in versions:
                versions[c] = self.version(c, now)
            versions[c] += 1
            said.append(Said(uuid.uuid4().hex, c, versions[c], frame["id"], frame["text"], now, outbox))
        return said

    @abstractmethod
    def open(self) -> None:
        """Connect, and create the tables."""

    @abstractmethod
    def version(self, conversation: str, now: str) -> int:
        """Of a conversation that is met for the first time, which is created if it is not there."""

    @abstractmethod
    def write(self, said: list[Said]) -> None:
        """One transaction."""


watching: dict[str, set[Outbox]] = defaultdict(set)


def tell(done: list[Said]) -> None:
    for m, c, position, client_id, text, at, outbox in done:
        item = {
            "m": m,
            "p": position,
            "v": position,
            "k": "customer",
            "text": text,
            "at": at,
            "cid": client_id,
        }
        change = encode({"t": "change", "c": c, "v": position, "items": [item]}).decode()
        for other in watching[c]:
            other.put_nowait(change)
        outbox.put_nowait(
            encode({"t": "ack", "id": client_id, "c": c, "v": position, "m": m, "p": position}).decode()
        )


def serve(group: Group, port: int) -> None:
    async def live(socket: WebSocket) -> None:
        await socket.accept()
        outbox: Outbox = asyncio.Queue()
        writer = asyncio.create_task(write(socket, outbox))
        mine: set[str] = set()
        try:
            while True:
                frame = decode(await socket.receive_text())
                if frame["t"] == "send":
                    group.waiting.append((frame, outbox))
                    group.arrived.set()
                elif frame["t"] == "watch":
                    watching[frame["c"]].add(outbox)
                    mine.add(frame["c"])
                    outbox.put_nowait(encode({"t": "sync", "c": frame["c"], "v": 0, "items": []}).decode())
                elif frame["t"] == "hello":
                    outbox.put_nowait('{"t":"welcome"}')
        except WebSocketDisconnect:
            pass
        finally:
            writer.cancel()
            for c in mine:
                watching[c].discard(outbox)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        group.start(asyncio.get_running_loop())
        yield

    uvicorn.run(
        Starlette(routes=[WebSocketRoute("/live", live)], lifespan=lifespan),
        host="127.0.0.1",
        port=port,
        loop="uvloop",
        http="httptools",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        log_level="warning",
    )


async def write(socket: WebSocket, outbox: Outbox) -> None:
    while True:
        await socket.send_text(await outbox.get())
