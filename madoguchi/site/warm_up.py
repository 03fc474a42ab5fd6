"""The models of `serve` are loaded once nobody waits for a page; until then, searches go by words."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from madoguchi.ai.queries import models_expected
from madoguchi.search.service.asking import model_later, model_now
from madoguchi.site.lifecycle import Service

QUIET, LATEST = 1.0, 10.0
"""Seconds without a request after which loading begins; a server that is never quiet loads then all the same."""
LOOK = 0.1


class Traffic:
    """Whether pages are being made. Counted on the server's loop, read by the thread that waits for quiet."""

    def __init__(self) -> None:
        self._open = 0
        self._last = time.monotonic()

    @contextmanager
    def request(self) -> Iterator[None]:
        self._open += 1
        try:
            yield
        finally:
            self._open -= 1
            self._last = time.monotonic()

    def quiet_for(self) -> float:
        """Seconds since the last request ended; 0 while one runs."""
        return 0.0 if self._open else time.monotonic() - self._last


TRAFFIC = Traffic()


def warm_up() -> Service:
    """Nothing where no model is set or built. A stop does not wait for it: it only reads."""
    ended = threading.Event()

    async def start() -> None:
        if models_expected():
            model_later()
            threading.Thread(target=_warm_when_quiet, args=[ended], name="warm up", daemon=True).start()

    async def stop() -> None:
        ended.set()

    return Service("warm up", start, stop)


def _warm_when_quiet(ended: threading.Event) -> None:
    try:
        if not _quiet(ended):
            return
        from madoguchi.search.service.answering import warm  # weight: numpy, in no other process

        warm()
    finally:
        model_now()


def _quiet(ended: threading.Event) -> bool:
    """Wait until loading may begin; False where the server ends before."""
    began = time.monotonic()
    while (passed := time.monotonic() - began) < LATEST:
        if min(TRAFFIC.quiet_for(), passed) >= QUIET:
            return True
        if ended.wait(LOOK):
            return False
    return True
