"""The broker of a single process: a dictionary, and the loop's own queue."""

from __future__ import annotations

from typing import Any

import msgspec

from madoguchi.live.broker.base import Announced, Broker

TURN = 500  # announcements delivered before the loop may do something else


class LocalBroker(Broker):
    needs_loop = False

    def ready(self) -> bool:
        return self._loop is not None

    def wants(self, topic: str) -> bool:
        return self._loop is not None and topic in self._subscribers

    def announce(self, topic: str, payload: dict[str, Any] | msgspec.Struct) -> None:
        if isinstance(payload, dict):
            super().announce(topic, payload)
        else:
            self._put(topic, payload)

    def _put(self, topic: str, payload: Announced) -> None:
        if self._loop is not None:  # no server in this process: nobody could be listening
            super()._put(topic, payload)

    async def stop(self) -> None:
        while self._queue:
            self._wake()
        await super().stop()

    def _wake(self) -> None:
        self._woken = False
        for _ in range(min(TURN, len(self._queue))):
            self._deliver(*self._queue.popleft())
        if self._queue and self._loop is not None:
            self._woken = True
            self._loop.call_soon(self._wake)
