"""The live kernel of one process: broker, rooms, presence, and the sweeper that all sockets share."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Coroutine
from typing import Any

import msgspec

from madoguchi.live import metrics
from madoguchi.live.actions import CONTROL, SignOut
from madoguchi.live.broker.base import Announced, Broker
from madoguchi.live.connection import Connection
from madoguchi.live.handlers import Handlers
from madoguchi.live.limits import Limits
from madoguchi.live.presence import Presence
from madoguchi.live.rooms import Rooms

logger = logging.getLogger(__name__)

RESYNC = '{"t":"resync"}'
RESYNC_TURN = 500  # sockets told to catch up before the others get their turn


class Hub:
    def __init__(self, broker: Broker, handlers: Handlers, limits: Limits) -> None:
        self.broker, self.handlers, self.limits = broker, handlers, limits
        self.connections: set[Connection] = set()
        self.by_address: dict[str, int] = {}
        self.rooms = Rooms(broker, handlers.renderers, topics=limits.topics)
        self.presence = Presence(broker, self.rooms, limits, origin=secrets.token_hex(4))
        self.draining = False
        self._tasks: set[asyncio.Task[None]] = set()
        broker.on_resync(self._resync)

    async def start(self) -> None:
        self.broker.subscribe(CONTROL, self._control)
        self._spawn(self._sweep_forever())

    async def stop(self) -> None:
        """Close every socket with 1012 (service restart): clients come back at once, elsewhere or here."""
        self.draining = True
        for task in self._tasks:
            task.cancel()
        writers = []
        for connection in tuple(self.connections):
            connection.close(1012, "restarting")
            writers.append(connection.flushed())
        await asyncio.wait_for(asyncio.gather(*writers), 10)
        self.broker.unsubscribe(CONTROL, self._control)

    def add(self, connection: Connection) -> None:
        self.connections.add(connection)
        self.by_address[connection.address] = self.by_address.get(connection.address, 0) + 1
        metrics.OPENED.inc()
        metrics.CONNECTIONS.set(len(self.connections))

    def remove(self, connection: Connection) -> None:
        connection.ended = True
        self.presence.leave_all(connection)
        self.rooms.leave_all(connection)
        if connection in self.connections:
            self.connections.discard(connection)
            left = self.by_address[connection.address] - 1
            if left:
                self.by_address[connection.address] = left
            else:
                del self.by_address[connection.address]
        metrics.CONNECTIONS.set(len(self.connections))
        if connection.viewer is not None:
            self.handlers.closed(connection)

    def watch(self, connection: Connection, topic: str) -> bool:
        return self.rooms.join(connection, topic)

    def unwatch(self, connection: Connection, topic: str) -> None:
        self.presence.leave_topic(connection, topic)
        self.rooms.leave(connection, topic)

    def enter(self, connection: Connection, topic: str, facts: dict[str, Any]) -> None:
        self.presence.enter(connection, topic, facts)

    def leave(self, connection: Connection, topic: str) -> None:
        self.presence.leave(connection, topic)

    def typing(self, connection: Connection, topic: str, *, on: bool, facts: dict[str, Any]) -> None:
        self.presence.typing(connection, topic, on=on, facts=facts)

    def present(self, topic: str) -> list[dict[str, Any]]:
        return self.presence.present(topic)

    def sweep(self, now: float) -> None:
        """Close who said no hello and who fell silent; let presence expire."""
        hello_before = now - self.limits.hello_seconds
        seen_before = now - self.limits.silence_seconds
        for connection in tuple(self.connections):
            if connection.viewer is None and connection.opened_at < hello_before:
                metrics.REFUSED.labels("no hello").inc()
                connection.close(4408, "no hello")
            elif connection.seen_at < seen_before:
                metrics.REFUSED.labels("silent").inc()
                connection.close(4000, "silent")
        self.presence.sweep(now)

    async def _sweep_forever(self) -> None:
        while True:
            await asyncio.sleep(self.limits.sweep_seconds)
            try:
                self.sweep(asyncio.get_running_loop().time())
            except Exception:  # the sweeper must outlive any one fault
                logger.exception("sweeping the sockets failed")

    def _resync(self) -> None:
        self._spawn(self._tell_all(RESYNC))

    async def _tell_all(self, frame: str) -> None:
        connections = tuple(self.connections)
        for start in range(0, len(connections), RESYNC_TURN):
            for connection in connections[start : start + RESYNC_TURN]:
                if connection.viewer is not None:
                    connection.send(frame)
            await asyncio.sleep(0.05)

    def _control(self, topic: str, raw: Announced) -> None:
        assert isinstance(raw, bytes)
        command = msgspec.json.decode(raw, type=SignOut)
        for connection in tuple(self.connections):
            if connection.viewer is not None and connection.viewer.key == command.key:
                connection.close(4401, "signed out")

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
