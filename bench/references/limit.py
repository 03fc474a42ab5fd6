"""The limit for chat on SQLite: Starlette, the raw driver, group commit, and nothing else.

    python -m bench.references.limit FILE PORT

Speaks the frames that bench/chat.py needs: hello, watch, send. No sign-in, no permission, no shield, no index.
"""

from __future__ import annotations

import asyncio
import sys
import threading
import uuid
from collections import defaultdict, deque
from datetime import UTC, datetime
from typing import Any

import msgspec
import uvicorn
from pysqlite3 import dbapi2 as sqlite
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

SCHEMA = """
CREATE TABLE IF NOT EXISTS conversation (id TEXT PRIMARY KEY, version INTEGER NOT NULL, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS message (id TEXT PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversation,
  position INTEGER NOT NULL, client_id TEXT NOT NULL UNIQUE, text TEXT NOT NULL, at TEXT NOT NULL,
  UNIQUE (conversation, position));
"""
encode, decode = msgspec.json.encode, msgspec.json.decode


class Group:
    """One thread that commits whatever has arrived while the last commit ran."""

    def __init__(self, path: str) -> None:
        self.waiting: deque[tuple[dict[str, Any], Any]] = deque()
        self.arrived = threading.Event()
        self.path = path

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        threading.Thread(target=self.run, daemon=True).start()

    def run(self) -> None:
        database = sqlite.connect(self.path, isolation_level=None)
        database.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;" + SCHEMA
        )
        versions: dict[str, int] = {}
        while True:
            self.arrived.wait()
            self.arrived.clear()
            while self.waiting:
                batch = [self.waiting.popleft() for _ in range(min(len(self.waiting), 64))]
                self.loop.call_soon_threadsafe(tell, self.write(database, versions, batch))

    def write(self, database: Any, versions: dict[str, int], batch: list[Any]) -> list[Any]:
        now = datetime.now(UTC).isoformat()
        done = []
        database.execute("BEGIN IMMEDIATE")
        for frame, socket in batch:
            c = frame["c"]
            if c not in versions:
                database.execute("INSERT OR IGNORE INTO conversation VALUES (?, 0, ?)", (c, now))
                versions[c] = database.execute(
                    "SELECT version FROM conversation WHERE id = ?", (c,)
                ).fetchone()[0]
            versions[c] += 1
            done.append((uuid.uuid4().hex, c, versions[c], frame["id"], frame["text"], now, socket))
        database.executemany("INSERT INTO message VALUES (?, ?, ?, ?, ?, ?)", [row[:6] for row in done])
        database.executemany(
            "UPDATE conversation SET version = ?, at = ? WHERE id = ?",
            [(row[2], now, row[1]) for row in done],
        )
        database.execute("COMMIT")
        return done


watching: dict[str, set[asyncio.Queue[str]]] = defaultdict(set)


def tell(done: list[Any]) -> None:
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


async def live(socket: WebSocket) -> None:
    await socket.accept()
    outbox: asyncio.Queue[str] = asyncio.Queue()
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


async def write(socket: WebSocket, outbox: asyncio.Queue[str]) -> None:
    while True:
        await socket.send_text(await outbox.get())


async def lifespan(app: Starlette) -> Any:
    group.start(asyncio.get_running_loop())
    yield


if __name__ == "__main__":
    group = Group(sys.argv[1])
    from contextlib import asynccontextmanager

    app = Starlette(routes=[WebSocketRoute("/live", live)], lifespan=asynccontextmanager(lifespan))
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=int(sys.argv[2]),
        loop="uvloop",
        http="httptools",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        log_level="warning",
    )
