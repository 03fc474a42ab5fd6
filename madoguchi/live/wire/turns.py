"""Newcomers in turn: when thousands of sockets come back at once, those that are open are served between them."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

A_TURN = 8  # sockets that begin in one round of the loop: each costs it about a third of a millisecond


class Turns:
    """First come, first served; with nobody waiting, at once."""

    def __init__(self, *, at_once: int = A_TURN) -> None:
        self._at_once = at_once
        self._waiting: deque[Callable[[], None]] = deque()
        self._loop: asyncio.AbstractEventLoop | None = None

    def wait(self, begin: Callable[[], None]) -> None:
        loop = asyncio.get_running_loop()
        if self._loop is not loop:  # nobody waits, or only on a loop that has ended
            self._waiting.clear()
            self._loop = loop
            loop.call_soon(self._next)
        self._waiting.append(begin)

    def _next(self) -> None:
        for _ in range(min(self._at_once, len(self._waiting))):
            self._waiting.popleft()()
        if self._waiting and self._loop is not None:
            self._loop.call_soon(self._next)
        else:
            self._loop = None
