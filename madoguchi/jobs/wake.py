"""Wake workers after a commit: those of this process by a call, those of others by NOTIFY where there is PostgreSQL."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from django.db import connection, transaction

CHANNEL = "madoguchi_jobs"
THIS_PROCESS = secrets.token_hex(8)
"""Sent along, so that a worker need not look twice for what its own process committed."""

_local: tuple[Callable[[], None], ...] = ()


def add(wake: Callable[[], None]) -> None:
    """Have `wake` called, from any thread, whenever jobs were committed in this process; it must not block."""
    global _local
    _local = (*_local, wake)


def remove(wake: Callable[[], None]) -> None:
    """Undo `add`."""
    global _local
    _local = tuple(each for each in _local if each != wake)


def after_commit() -> None:
    """Wake once after the current transaction, however many jobs it wrote (at once where there is none)."""
    pending = connection.run_on_commit
    if pending and pending[-1][1] is _wake and pending[-1][0] <= set(connection.savepoint_ids):
        return
    transaction.on_commit(_wake, robust=True)


def _wake() -> None:
    for wake in _local:
        wake()
    if connection.vendor == "postgresql":
        # After the commit, not in it: a NOTIFY holds a lock of the whole server until its transaction is on disk.
        with connection.cursor() as cursor:
            cursor.execute(f"NOTIFY {CHANNEL}, '{THIS_PROCESS}'")
