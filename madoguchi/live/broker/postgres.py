"""PostgreSQL LISTEN/NOTIFY: for installations on PostgreSQL without Redis.

A notification holds fewer than 8,000 bytes (postgresql.org/docs/15/sql-notify.html), so longer envelopes travel in
numbered parts. All parts go out in one transaction, and PostgreSQL delivers a transaction's notifications together
and in order: nothing has to be stored or cleaned up. A pooler in transaction mode cannot carry LISTEN; give the
server itself in DATABASE_URL, or set REDIS_URL.
"""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator

import psycopg

from madoguchi.live.broker.remote import RemoteBroker

CHANNEL = "madoguchi_live"
PART_BYTES = 7_500
CONNECT_SECONDS = 5
_NOTIFY = "SELECT pg_notify(%s, part) FROM (VALUES {rows}) AS p(n, part) ORDER BY n"
"""Each part a value of its own: the driver would quote those of an array sign by sign."""


_UNSAVED = "SET synchronous_commit = off"
"""A notification takes part in a commit, and a commit waits for the disk; what is announced is on it already, and the
queue of notifications does not outlive the server anyway (postgresql.org/docs/current/wal-async-commit.html)."""


class PostgresBroker(RemoteBroker):
    def __init__(self, conninfo: str, *, heartbeat: float = 10.0, listen: bool = True) -> None:
        super().__init__(heartbeat=heartbeat, listen=listen)
        self._conninfo = conninfo
        self._sender: psycopg.AsyncConnection[tuple[object, ...]] | None = None

    async def _send(self, envelopes: list[bytes]) -> None:
        parts = [part for envelope in envelopes for part in split(envelope)]
        try:
            async with asyncio.timeout(CONNECT_SECONDS * 2):
                if self._sender is None:
                    self._sender = await self._connect()
                    await self._sender.execute(_UNSAVED)
                rows = ", ".join(f"({number}, %s::text)" for number in range(len(parts)))
                await self._sender.execute(_NOTIFY.format(rows=rows), (CHANNEL, *parts))
        except BaseException:
            sender, self._sender = self._sender, None
            if sender is not None:
                await sender.close()
            raise

    async def _receive(self) -> AsyncIterator[bytes]:
        joiner = Joiner()
        async with await self._connect() as listener:
            await listener.execute(f"LISTEN {CHANNEL}")
            yield b""
            heard = True
            while heard:
                heard = False
                async for notification in listener.notifies(timeout=self.heartbeat * 3):
                    heard = True
                    envelope = joiner.add(notification.pid, notification.payload)
                    if envelope is not None:
                        yield envelope
        raise ConnectionError("PostgreSQL has been silent for too long")

    async def _disconnect(self) -> None:
        if self._sender is not None:
            await self._sender.close()
            self._sender = None

    async def _connect(self) -> psycopg.AsyncConnection[tuple[object, ...]]:
        return await psycopg.AsyncConnection.connect(
            self._conninfo,
            autocommit=True,
            connect_timeout=CONNECT_SECONDS,
            application_name="madoguchi live",
        )


def split(envelope: bytes, *, size: int = PART_BYTES) -> list[str]:
    """The envelope as texts of at most `size` bytes and a short head; one that fits travels as it is."""
    if len(envelope) <= size:
        return [envelope.decode()]
    pieces: list[str] = []
    start = 0
    while start < len(envelope):
        end = min(start + size, len(envelope))
        while end < len(envelope) and envelope[end] & 0xC0 == 0x80:  # never inside a UTF-8 character
            end -= 1
        pieces.append(envelope[start:end].decode())
        start = end
    # PostgreSQL folds equal notifications of one transaction into one: the checksum makes parts unlike each other.
    tag = zlib.crc32(envelope)
    return [f"~{tag} {n} {len(pieces)} {piece}" for n, piece in enumerate(pieces)]


class Joiner:
    """Puts parts together again, per sending connection."""

    def __init__(self) -> None:
        self._parts: dict[int, list[str]] = {}

    def add(self, pid: int, payload: str) -> bytes | None:
        """The whole envelope when this was its last part; a set whose start was missed is dropped."""
        if not payload.startswith("~"):
            return payload.encode()
        _, number, count, piece = payload[1:].split(" ", 3)
        parts = self._parts.setdefault(pid, [])
        if int(number) == 0:
            parts.clear()
        if len(parts) != int(number):
            return None
        parts.append(piece)
        if len(parts) < int(count):
            return None
        del self._parts[pid]
        return "".join(parts).encode()
