"""Django's SQLite, whose threads take turns to write: who waits is woken when the one before has committed.

SQLite itself lets a waiting connection sleep and look again, for up to a tenth of a second each time; beside a busy
writer that made the slowest messages ten times slower.
"""

from __future__ import annotations

import threading
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from madoguchi.core.sqlite3_turns.turns import turn_of

_WAIT_SECONDS = 5.0  # SQLite's own default


class DatabaseWrapper(base.DatabaseWrapper):
    """A transaction holds its file's turn from BEGIN until it has ended; statements outside of one do without."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn: threading.Lock | None = None

    def _start_transaction_under_autocommit(self) -> None:
        turn = turn_of(self.settings_dict["NAME"])
        if not turn.acquire(timeout=float(self.settings_dict["OPTIONS"].get("timeout", _WAIT_SECONDS))):
            raise OperationalError("database is locked")
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the stubs hide it
        except BaseException:
            turn.release()
            raise
        self._turn = turn

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]  # the stubs hide it
        finally:
            self._end_turn(self._in_transaction())

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # the stubs hide it
        finally:
            self._end_turn(self._in_transaction())

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # the stubs hide it
        finally:
            self._end_turn(False)

    def _in_transaction(self) -> bool:
        """A commit that failed leaves its transaction open: its turn ends with the rollback that follows."""
        return self.connection is not None and bool(self.connection.in_transaction)

    def _end_turn(self, still_open: bool) -> None:
        if self._turn and not still_open:
            turn, self._turn = self._turn, None
            turn.release()
