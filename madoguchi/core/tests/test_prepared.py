"""On PostgreSQL the statements that come again and again are prepared, unless a pooler forbids it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from madoguchi.core.plain_sql import insert_rows, postgresql, rows_at_once, update_rows

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("prepares", [True, False])
def test_what_is_written_often_is_prepared_only_where_it_may_be(settings: Any, prepares: bool) -> None:
    if not postgresql():
        pytest.skip("SQLite's driver keeps its own statements")
    settings.POSTGRESQL_PREPARES = prepares
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE notes (id integer, words text)")
        cursor.execute("DEALLOCATE ALL")
    for number in range(5):
        insert_rows("notes (id, words)", "(%s, %s)", [(number, "100 %'; --")])
        update_rows("notes", ["words"], [(f"note {number}", number)])
    found = rows_at_once("id, words", "notes WHERE id IN (%s, %s) ORDER BY id", [3, 4], prepared=True)
    assert [tuple(row) for row in found] == [(3, "note 3"), (4, "note 4")]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%INTO notes%'")
        assert cursor.fetchone() == (int(prepares),)
