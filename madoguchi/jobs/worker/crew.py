"""The threads that run jobs; they hear of work from the keeper and tell it what became of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue

from django.db import close_old_connections, connections

from madoguchi.jobs.worker.held import Held, NotBegun, Outcome
from madoguchi.jobs.worker.run import run


class Crew:
    """`threads` long-lived threads, each with database connections of its own."""

    def __init__(self, *, threads: int, worker: str, report: Callable[[Outcome], None]) -> None:
        self._worker = worker
        self._report = report
        self._work: SimpleQueue[Held | None] = SimpleQueue()
        self._leaving = False
        self._threads = [
            threading.Thread(target=self._serve, name=f"job-{number}", daemon=True)
            for number in range(threads)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def hand(self, held: Held) -> None:
        """Give a claimed job to the next free thread."""
        self._work.put(held)

    def leave(self) -> None:
        """Begin nothing more; what was handed over and not begun is reported so. Running jobs go on."""
        self._leaving = True
        for _ in self._threads:
            self._work.put(None)

    def join(self, timeout: float) -> None:
        for thread in self._threads:
            thread.join(timeout)

    def _serve(self) -> None:
        try:
            while (held := self._work.get()) is not None:
                self._report(NotBegun(held) if self._leaving else self._run(held))
        finally:
            connections.close_all()

    def _run(self, held: Held) -> Outcome:
        close_old_connections()  # what the database dropped, or what is past its age, since the last job
        try:
            return run(held, self._worker)
        finally:
            close_old_connections()  # what the job left in a state that the next one must not inherit
