"""The chat writer: one thread that commits whatever has arrived while the last commit ran. No timers.

A message is acknowledged after its commit. Under light load a batch is one message; under heavy load the batches grow
and each costs less, so the queue empties itself.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import deque
from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.db import close_old_connections, connection

from madoguchi.inbox.actions.receive import receive_many
from madoguchi.inbox.contract import InboundMessage, Received
from madoguchi.live.actions import together
from madoguchi.shield import load

log = logging.getLogger(__name__)

Done = Callable[[Received | Exception], None]
_Waiting = tuple[InboundMessage, UUID, Done]
# Messages that may wait for the disk before senders are told to try again.
FULL = 20_000
_QUIET_SECONDS = 1.0


class Writer:
    """Started and stopped with the server; `submit` is called on the server's loop."""

    def __init__(self) -> None:
        self._waiting: deque[_Waiting] = deque()
        self._arrived = threading.Event()
        self._stopping = False
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def submit(self, inbound: InboundMessage, inbox_id: UUID, done: Done) -> bool:
        """Hand a message over; `done` is called on the loop after the commit. False: full or stopping, try later."""
        if self._stopping or self._thread is None or len(self._waiting) >= FULL:
            return False
        self._waiting.append((inbound, inbox_id, done))
        self._arrived.set()
        return True

    async def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="chat-writer", daemon=True)
        self._thread.start()

    async def stop(self) -> None:
        """Commit what was taken, then end."""
        self._stopping = True
        self._arrived.set()
        if self._thread is not None:
            await asyncio.get_running_loop().run_in_executor(None, self._thread.join)
            self._thread = None

    def _run(self) -> None:
        if not self._arrived.wait(_QUIET_SECONDS):  # a start has better things to do
            load()
        while True:
            self._arrived.wait()
            self._arrived.clear()
            while self._waiting:
                self._write(self._take())
            if self._stopping:
                connection.close()
                return

    def _take(self) -> list[_Waiting]:
        return [self._waiting.popleft() for _ in range(min(len(self._waiting), settings.WRITER_BATCH))]

    def _write(self, batch: list[_Waiting]) -> None:
        outcomes: list[Received | Exception]
        with together():  # a sender's acknowledgement and his own message go out in one piece
            try:
                outcomes = receive_many([(inbound, inbox_id) for inbound, inbox_id, _ in batch])
            except Exception as error:  # the database is away: the senders keep their messages and try again
                log.exception("a batch of %s chat messages was not stored", len(batch))
                close_old_connections()
                outcomes = [error] * len(batch)
            assert self._loop is not None
            self._loop.call_soon_threadsafe(
                _acknowledge, [(done, outcome) for (_, _, done), outcome in zip(batch, outcomes, strict=True)]
            )


def _acknowledge(pairs: list[tuple[Done, Received | Exception]]) -> None:
    for done, outcome in pairs:
        try:
            done(outcome)
        except Exception:  # one sender's socket must not keep the others waiting
            log.exception("an acknowledgement failed")


WRITER = Writer()
