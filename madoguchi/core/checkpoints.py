"""On SQLite: committed pages are moved from the log into the database file beside the writers, not in their way.

Otherwise the connection whose commit fills the log does it, and its message waits for two more syncs of the disk. That
stays as the last resort, far above (database.LAST_RESORT_PAGES): a log begins anew only when nothing in it is left.
"""

from __future__ import annotations

import asyncio
import logging
import threading

from django.db import DatabaseError, connection

from madoguchi.core.sqlite3_turns.turns import turn_of

log = logging.getLogger(__name__)

_WORTH_PAGES = 1_000
_PAUSE_SECONDS = 1.0


class Checkpoints:
    """Started and stopped with a server; PostgreSQL needs none of it."""

    def __init__(self) -> None:
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    async def start(self) -> None:
        if connection.vendor == "sqlite":
            self._ended.clear()
            self._thread = threading.Thread(target=self._run, name="checkpoints", daemon=True)
            self._thread.start()

    async def stop(self) -> None:
        self._ended.set()
        if self._thread is not None:
            await asyncio.get_running_loop().run_in_executor(None, self._thread.join)
            self._thread = None

    def _run(self) -> None:
        while not self._ended.wait(_PAUSE_SECONDS):
            try:
                move_pages()
            except DatabaseError:
                log.exception("moving pages out of the log failed; the next commits do it")
        connection.close()


def move_pages(*, worth: int = _WORTH_PAGES) -> None:
    """Move what is committed, if so many pages wait for it, while others read and write. What they wrote meanwhile is
    moved while they wait, for a few milliseconds: then the log begins anew in the space it has, and a commit that
    need not make its file longer is on disk twice as fast.
    """
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(NOOP)")  # only counts (SQLite 3.51; an older one moves)
        _, logged, moved = cursor.fetchone()
        if logged - moved >= worth:
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
            with turn_of(connection.settings_dict["NAME"]):
                cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
