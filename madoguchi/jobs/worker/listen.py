"""Hear of jobs that other processes committed, on PostgreSQL: one connection that does nothing but LISTEN."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connections

from madoguchi.jobs.wake import CHANNEL, THIS_PROCESS

log = logging.getLogger(__name__)

_CHECK_SECONDS = 0.5  # how soon the thread sees that it shall end


class Listener:
    """Calls `wake` for each notification; where the connection fails, polling covers until it is back."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="job-listener", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        self._thread.join(2 * _CHECK_SECONDS + 1)

    def _listen(self) -> None:
        while not self._ended.is_set():
            try:
                with _connect() as raw:
                    raw.execute(f"LISTEN {CHANNEL}")
                    self._wake()
                    while not self._ended.is_set():
                        for heard in raw.notifies(timeout=_CHECK_SECONDS, stop_after=1):
                            if heard.payload != THIS_PROCESS:
                                self._wake()
            except Exception:  # whatever it is, jobs go on by polling and the next connection may do better
                log.exception("listening for jobs failed; it tries again")
                self._ended.wait(settings.JOBS_POLL_SECONDS)


def _connect() -> Any:
    """A connection of its own, outside Django's pool: a pooled one would go on listening for its next user."""
    import psycopg  # not installed where only SQLite is used

    params = connections["default"].copy().get_connection_params()
    return psycopg.connect(**params, autocommit=True)
