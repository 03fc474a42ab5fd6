"""Run jobs: threads inside a server process, or `madoguchi worker` × N."""

from __future__ import annotations

import os
import secrets
import socket
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection

from madoguchi.jobs import wake
from madoguchi.jobs.contract import QUEUES
from madoguchi.jobs.worker.crew import Crew
from madoguchi.jobs.worker.keeper import Keeper
from madoguchi.jobs.worker.listen import Listener


def clock() -> datetime:
    """The time, in UTC. Machines that share a database are expected to keep time to a few seconds (NTP)."""
    return datetime.now(UTC)


def new_token() -> str:
    """Who claims: machine, process and a random part, for process ids come again."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"


class Worker:
    """`threads` jobs at a time from `queues` (the most urgent first); `now` is the clock."""

    def __init__(
        self,
        *,
        threads: int | None = None,
        queues: Sequence[str] = QUEUES,
        now: Callable[[], datetime] = clock,
    ) -> None:
        if unknown := set(queues) - set(QUEUES):
            raise ValueError(f"no such queue: {', '.join(sorted(unknown))} (there are {', '.join(QUEUES)})")
        threads = settings.JOBS_THREADS if threads is None else threads
        if threads < 1:
            raise ValueError("a worker needs at least 1 thread")
        self.token = new_token()
        ordered = [queue for queue in QUEUES if queue in queues]
        self._crew = Crew(
            threads=threads, worker=self.token, report=lambda outcome: self._keeper.report(outcome)
        )
        self._keeper = Keeper(
            worker=self.token,
            threads=threads,
            queues=ordered,
            hand=self._crew.hand,
            dismiss=self._crew.leave,
            now=now,
        )
        self._listener = Listener(self._keeper.wake) if connection.vendor == "postgresql" else None

    def start(self) -> None:
        """Begin; returns at once."""
        self._crew.start()
        wake.add(self._keeper.wake)
        self._keeper.start()
        if self._listener:
            self._listener.start()

    def stop(self, timeout: float | None = None) -> bool:
        """Finish what runs, give back what was not begun. False where jobs still ran after `timeout` seconds.

        Those run on in their threads as long as the process lives; if it ends, they are redone after their lease.
        """
        timeout = settings.JOBS_STOP_SECONDS if timeout is None else timeout
        end = time.monotonic() + timeout
        if self._listener:
            self._listener.stop()
        self._keeper.leave()
        finished = self._keeper.join(max(0.0, end - time.monotonic()))
        wake.remove(self._keeper.wake)
        if finished:
            self._crew.join(max(0.1, end - time.monotonic()))
        return finished

    def wake(self) -> None:
        """Look for work now (the clock was set, or rows came by another way)."""
        self._keeper.wake()

    def is_alive(self) -> bool:
        """Whether jobs are being claimed (for /readyz)."""
        return self._keeper.is_alive()
