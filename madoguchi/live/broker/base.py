"""What every broker can do, and the ordered queue in front of it."""

from __future__ import annotations

import asyncio
import logging
import threading
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from madoguchi.live import metrics

logger = logging.getLogger(__name__)

# Announced in this process: as it was said. From another one: JSON.
Announced = msgspec.Struct | bytes
Subscriber = Callable[[str, Announced], None]
QUEUE_ITEMS = 100_000


class _Thread(threading.local):
    collects = False


_this_thread = _Thread()


class Broker(ABC):
    """One first-in-first-out queue per process: what is published first arrives first, everywhere.

    `publish` may be called from any thread; everything else belongs to the loop that called `start`.
    """

    needs_loop = True  # whether publishing without a running server is of any use to others

    def __init__(self) -> None:
        self._queue: deque[tuple[str, Any]] = deque()
        self._subscribers: dict[str, list[Subscriber]] = {}
        self._resync: list[Callable[[], None]] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._woken = False

    async def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        if self._queue:
            self._wake()

    async def stop(self) -> None:
        """Hand over what is queued (within a few seconds), then let go of every connection."""
        self._loop = None

    @abstractmethod
    def ready(self) -> bool:
        """Whether announcements are arriving now."""

    @abstractmethod
    def _wake(self) -> None:
        """Called on the loop when the queue has something."""

    def wants(self, topic: str) -> bool:
        """Whether anybody could hear an announcement on this topic now. Who joins later reads what is stored."""
        return True

    def announce(self, topic: str, payload: dict[str, Any] | msgspec.Struct) -> None:
        """`publish` of what is not JSON yet. A struct is frozen: a broker of one process hands it on as it is."""
        self.publish(topic, msgspec.json.encode(payload))

    def publish(self, topic: str, payload: bytes) -> None:
        """Queue one announcement; `payload` is JSON in UTF-8. Never blocks, never raises for a broker that is away."""
        self._put(topic, payload)

    def _put(self, topic: str, payload: Announced) -> None:
        if len(self._queue) >= QUEUE_ITEMS:
            self._overflow()
            return
        self._queue.append((topic, payload))
        metrics.PUBLISHED.value += 1
        if not _this_thread.collects:
            self._call()

    @contextmanager
    def together(self) -> Iterator[None]:
        """What this thread announces meanwhile is heard at its end, in one turn of the loop."""
        _this_thread.collects = True
        try:
            yield
        finally:
            _this_thread.collects = False
            if self._queue:
                self._call()

    def _call(self) -> None:
        if not self._woken and (loop := self._loop) is not None:
            self._woken = True
            try:
                loop.call_soon_threadsafe(self._wake)
            except RuntimeError:  # the loop has closed: the process is going down
                self._woken = False

    def subscribe(self, topic: str, callback: Subscriber) -> None:
        self._subscribers.setdefault(topic, []).append(callback)

    def unsubscribe(self, topic: str, callback: Subscriber) -> None:
        callbacks = self._subscribers.get(topic, [])
        if callback in callbacks:
            callbacks.remove(callback)
        if not callbacks:
            self._subscribers.pop(topic, None)

    def on_resync(self, callback: Callable[[], None]) -> None:
        """Ask to be told when announcements may have been missed."""
        self._resync.append(callback)

    def _overflow(self) -> None:
        metrics.LOST.inc()

    def _deliver(self, topic: str, payload: Announced) -> None:
        for callback in tuple(self._subscribers.get(topic, ())):
            try:
                callback(topic, payload)
            except Exception:  # one watcher's fault must not cost the others their message
                logger.exception("a subscriber of %s failed", topic)

    def _signal_resync(self) -> None:
        metrics.RESYNCS.inc()
        for callback in self._resync:
            callback()
