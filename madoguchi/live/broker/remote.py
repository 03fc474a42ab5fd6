"""What the Redis and the PostgreSQL broker share: the publishing task, the listening task, and their repairs."""

from __future__ import annotations

import asyncio
import logging
import random
import secrets
from abc import abstractmethod
from collections.abc import AsyncIterator

import msgspec

from madoguchi.live import metrics
from madoguchi.live.broker.base import Broker
from madoguchi.live.broker.envelope import Numbers, pack, unpack

logger = logging.getLogger(__name__)

BATCH_ITEMS = 256
BATCH_BYTES = 65_536
FLUSH_SECONDS = 5.0


class RemoteBroker(Broker):
    """Sends envelopes to one channel that every process reads, its own included: one order for all.

    An empty envelope goes out when nothing else did for `heartbeat` seconds. It comes back, so silence means that
    the listening connection is dead, and a number missing from a sender's row means that something was lost: in
    both cases every client is told to catch up.
    """

    def __init__(self, *, heartbeat: float = 10.0, backoff: float = 0.2, listen: bool = True) -> None:
        super().__init__()
        self.heartbeat = heartbeat
        self._backoff = backoff
        self._listens = listen
        self._origin = secrets.token_hex(6)
        self._number = 0
        self._numbers = Numbers()
        self._event = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._listening = False
        self._sending = False
        self._lost = False

    @abstractmethod
    async def _send(self, envelopes: list[bytes]) -> None:
        """Send in order, in one round trip; raise if it cannot be known that they went."""

    @abstractmethod
    def _receive(self) -> AsyncIterator[bytes]:
        """Yield b"" once the subscription stands, then every envelope; raise when the connection is gone."""

    @abstractmethod
    async def _disconnect(self) -> None: ...

    def ready(self) -> bool:
        return self._listening

    async def start(self) -> None:
        await super().start()
        self._tasks = [asyncio.create_task(self._publish_forever())]
        if self._listens:
            self._tasks.append(asyncio.create_task(self._listen_forever()))

    async def stop(self) -> None:
        deadline = asyncio.get_running_loop().time() + FLUSH_SECONDS
        while (self._queue or self._sending) and asyncio.get_running_loop().time() < deadline:
            await asyncio.sleep(0.01)
        await super().stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._listening = False
        await self._disconnect()

    def _wake(self) -> None:
        self._woken = False
        self._event.set()

    def _overflow(self) -> None:
        super()._overflow()
        self._lost = True

    async def _publish_forever(self) -> None:
        while True:
            if not self._queue:
                self._event.clear()
                try:
                    await asyncio.wait_for(self._event.wait(), self.heartbeat)
                except TimeoutError:
                    if not self._listens:
                        continue
            self._sending = True
            await self._send_surely([self._take() for _ in range(1 + len(self._queue) // BATCH_ITEMS)])
            self._sending = False

    def _take(self) -> bytes:
        items: list[tuple[str, bytes]] = []
        size = 0
        while self._queue and len(items) < BATCH_ITEMS and size < BATCH_BYTES:
            item = self._queue.popleft()
            items.append(item)
            size += len(item[1])
        self._number += 2 if self._lost else 1  # readers see the gap and tell their clients to catch up
        self._lost = False
        return pack(self._origin, self._number, items)

    async def _send_surely(self, envelopes: list[bytes]) -> None:
        """Repeat until sent; readers drop an envelope whose number they have seen."""
        wait = self._backoff
        while True:
            try:
                return await self._send(envelopes)
            except Exception as error:  # whatever the driver raises, the answer is the same
                logger.warning("the live broker cannot be reached: %s", error)
            await asyncio.sleep(wait * random.uniform(0.5, 1.0))  # noqa: S311 (jitter, not a secret)
            wait = min(wait * 2, 5.0)

    async def _listen_forever(self) -> None:
        stood_before = False
        wait = self._backoff
        while True:
            try:
                async for frame in self._receive():
                    if frame:
                        self._arrived(frame)
                        continue
                    self._listening, wait = True, self._backoff
                    self._numbers.forget()
                    if stood_before:
                        self._signal_resync()
                    stood_before = True
            except Exception as error:  # as above
                logger.warning("the live broker's subscription is gone: %s", error)
            self._listening = False
            await asyncio.sleep(wait * random.uniform(0.5, 1.0))  # noqa: S311
            wait = min(wait * 2, 5.0)

    def _arrived(self, frame: bytes) -> None:
        try:
            envelope = unpack(frame)
        except msgspec.DecodeError:
            logger.warning("an announcement that is not ours was ignored")
            return
        new, missed = self._numbers.check(envelope)
        if not new:
            return
        if missed:
            metrics.LOST.inc()
            self._signal_resync()
        for topic, raw in envelope.items:
            self._deliver(topic, bytes(raw))
