"""Keeps one search service alive on this machine. Every `web` and `worker` has a keeper; the first starts it."""

from __future__ import annotations

import logging
import os
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from madoguchi.search.service.place import take

LOOK = 0.5
"""Seconds between two looks."""
SHORT, LONGEST_REST = 10.0, 60.0
"""A service that ended sooner is not started again at once: twice as late each time, up to a minute."""
STOP = 5.0
log = logging.getLogger(__name__)


class Keeper:
    """`command` and the number of a descriptor start the service, which ends when its input does: nothing is left
    behind, even by a kill. It is started while `wanted` says so, and only by the keeper that got the lock, which goes
    to the service with that descriptor.
    """

    def __init__(self, path: Path, command: Sequence[str], wanted: Callable[[], bool]) -> None:
        self._path, self._command, self._wanted = path, list(command), wanted
        self._child: subprocess.Popen[bytes] | None = None
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="search keeper", daemon=True)
        self._rest = 0.0
        self._started = self._not_before = 0.0

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        self._thread.join(STOP)
        child = self._child
        if child is None or child.poll() is not None:
            return
        assert child.stdin is not None
        child.stdin.close()
        try:
            child.wait(STOP)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

    def _keep(self) -> None:
        while True:
            try:
                self._look()
            except OSError:
                log.exception("the search service cannot be started")
            if self._ended.wait(LOOK):
                return

    def _look(self) -> None:
        if self._child is not None and self._child.poll() is not None:
            self._buried()
        if self._child is not None or time.monotonic() < self._not_before:
            return
        if not self._wanted():
            return
        lock = take(self._path)
        if lock is None:
            return
        try:
            self._started = time.monotonic()
            command = [*self._command, str(lock)]
            self._child = subprocess.Popen(command, stdin=subprocess.PIPE, pass_fds=[lock])  # noqa: S603 - a constant
        finally:
            os.close(lock)

    def _buried(self) -> None:
        child, self._child = self._child, None
        assert child is not None
        assert child.stdin is not None
        child.stdin.close()
        lived = time.monotonic() - self._started
        self._rest = 0.0 if lived > SHORT else min(LONGEST_REST, 2 * self._rest or 1.0)
        self._not_before = time.monotonic() + self._rest
        if child.returncode:
            log.warning(
                "the search service ended (%s); searches go by words until it is back", child.returncode
            )
