"""One writing process on SQLite: two that commit in groups make each other wait for seconds.

The lock is the operating system's (flock on a file): it goes away with its holder, however that ends.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SHORT_COMMAND_SECONDS = 10.0
SERVING = "serve"


class AnotherWriter(Exception):
    """Another process holds the database for writing; the text says which, and what to do."""

    def __init__(self, pid: int, what: str) -> None:
        self.pid, self.what = pid, what
        if what == SERVING:
            text = f"Refused: process {pid} is serving this database. Stop it (kill {pid}), or use its screens or API."
        else:
            text = f"Refused: process {pid} is writing to this database (madoguchi {what}). Wait for it to finish."
        super().__init__(text)


@contextmanager
def single_writer(
    lock_file: Path | None, what: str, *, wait: float = SHORT_COMMAND_SECONDS
) -> Iterator[None]:
    """Hold the writer's lock while the block runs.

    `lock_file` is settings.WRITER_LOCK: None where the database takes several writers. `what` is the name of the
    command, for the message that others get. A short command is waited for up to `wait` seconds; a server never.

    Raises:
        AnotherWriter: somebody else has it.
    """
    if lock_file is None:
        yield
        return
    lock_file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(lock_file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(descriptor, time.monotonic() + wait)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()} {what}\n".encode(), 0)
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _take(descriptor: int, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pid, what = _holder(descriptor)
            if what == SERVING or time.monotonic() >= deadline:
                raise AnotherWriter(pid, what) from None
        else:
            return
        time.sleep(0.05)


def _holder(descriptor: int) -> tuple[int, str]:
    pid, _, what = os.pread(descriptor, 100, 0).decode(errors="replace").strip().partition(" ")
    return int(pid) if pid.isdigit() else 0, what or "a command"
