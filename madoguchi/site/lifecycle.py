"""What starts with the server, in which order, and stops with it in the opposite one."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

logger = logging.getLogger(__name__)

STOP_SECONDS = 20.0


@dataclass(frozen=True)
class Service:
    """A part of the server that runs beside requests: both functions are awaited on the server's loop."""

    name: str
    start: Callable[[], Awaitable[None]]
    stop: Callable[[], Awaitable[None]]


@dataclass
class Lifecycle:
    """`services` start in order before the first request; `stop` undoes them from the last to the first, once."""

    services: list[Service] = field(default_factory=list)
    state: str = "starting"
    _started: list[Service] = field(default_factory=list)

    async def start(self) -> None:
        self.state = "starting"
        try:
            for service in self.services:
                self._started.append(service)
                await service.start()
        except BaseException:
            await self.stop()
            raise
        gc.freeze()  # what is there now stays; looking through it again and again would hold all threads up
        self.state = "running"

    async def stop(self, *, through: str | None = None) -> None:
        """Stop all that is left, or (`through`) from the last service down to the one of that name."""
        self.state = "stopping"
        while self._started:
            service = self._started.pop()
            try:
                await asyncio.wait_for(service.stop(), STOP_SECONDS)
            except Exception:  # the others must get their chance to finish
                logger.exception("stopping %s failed", service.name)
            if service.name == through:
                return
        self.state = "stopped"


LIFECYCLE = Lifecycle()
