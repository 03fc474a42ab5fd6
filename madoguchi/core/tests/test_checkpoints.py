"""On SQLite, what was committed leaves the log without a writer's doing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from madoguchi.core.checkpoints import move_pages
from madoguchi.core.plain_sql import insert_rows, rows, run


@pytest.fixture
def _notes(transactional_db: None) -> Iterator[None]:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL does it by itself")
    run("CREATE TABLE notes (n integer)", [])
    yield
    run("DROP TABLE notes", [])


@pytest.mark.usefixtures("_notes")
def test_pages_are_moved_when_enough_of_them_wait() -> None:
    move_pages(worth=0)
    insert_rows("notes (n)", "(%s)", [(n,) for n in range(100)])
    assert _waiting() > 0
    move_pages(worth=1_000_000)
    assert _waiting() > 0
    move_pages(worth=1)
    assert _waiting() == 0
    assert rows("SELECT count(*), max(n) FROM notes", []) == [(100, 99)]


def _waiting() -> int:
    [(_, logged, moved)] = rows("PRAGMA wal_checkpoint(NOOP)", [])
    return int(logged) - int(moved)
