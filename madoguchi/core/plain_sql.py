"""Values and rows for hot statements in plain SQL over Django's connection; tests read them back by the ORM.

SQLite keeps UUIDs as 32 hex digits and times as text without a zone, PostgreSQL has types for both.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection


def rows(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Run a statement that answers with rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def run(statement: str, values: Sequence[Any]) -> int:
    """Run a statement; how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def rows_at_once(columns: str, rest: str, values: Sequence[Any]) -> Sequence[Sequence[Any]]:
    """The rows of `SELECT columns FROM rest`; the columns are text, numbers or NULL.

    On SQLite they come as one value: with each row that is read another thread may take the interpreter, and under
    load this one gets it back milliseconds later.
    """
    if postgresql():
        return rows(f"SELECT {columns} FROM {rest}", values)
    found = rows(f"SELECT json_group_array(json_array({columns})) FROM {rest}", values)
    return _decode(found[0][0])


def places(values: Sequence[object]) -> str:
    """`%s, %s` for as many values."""
    return ", ".join(["%s"] * len(values))


@cache
def postgresql() -> bool:
    """Cached: asked for every value, and each look at Django's connection costs a microsecond."""
    return connection.vendor == "postgresql"


def key(value: UUID | None) -> Any:
    """A UUID as this database takes it."""
    return value if value is None or postgresql() else value.hex


def moment(value: datetime | None) -> Any:
    """A time as this database takes it."""
    if value is None or postgresql():
        return value
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ")


def truth(value: bool) -> Any:
    """A yes or no as this database takes it."""
    return value if postgresql() else int(value)


def as_uuid(value: Any) -> UUID:
    """A UUID as this database gives it."""
    return value if isinstance(value, UUID) else UUID(value)


_decode = msgspec.json.Decoder(list[list[Any]]).decode
