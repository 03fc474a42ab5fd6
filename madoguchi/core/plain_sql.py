"""Values and rows for hot statements in plain SQL over Django's connection; tests read them back by the ORM.

SQLite keeps UUIDs as 32 hex digits and times as text without a zone, PostgreSQL has types for both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

_MOST = 64  # rows of one statement
_PREPARED_AFTER = 2  # times that a statement is sent as text


def rows(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Run a statement that answers with rows."""
    found: list[tuple[Any, ...]]
    if postgresql():
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            found = cursor.fetchall()
            return found
    database = _open()
    with database.wrap_database_errors:
        found = database.connection.execute(_spelled(statement), values).fetchall()
    return found


def run(statement: str, values: Sequence[Any]) -> int:
    """Run a statement; how many rows it touched."""
    if postgresql():
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return int(cursor.rowcount)
    database = _open()
    with database.wrap_database_errors:
        return int(database.connection.execute(_spelled(statement), values).rowcount)


def rows_at_once(
    columns: str, rest: str, values: Sequence[Any], *, prepared: bool = False
) -> Sequence[Sequence[Any]]:
    """The rows of `SELECT columns FROM rest`; the columns are text, numbers or NULL.

    On SQLite they come as one value: with each row that is read another thread may take the interpreter, and under
    load this one gets it back milliseconds later. `prepared`: PostgreSQL may keep the plan whatever the values are.
    """
    if postgresql():
        statement = f"SELECT {columns} FROM {rest}"
        if not prepared:
            return rows(statement, values)
        with _prepared() as cursor:
            found_here: Sequence[Sequence[Any]] = cursor.execute(statement, values).fetchall()
            return found_here
    found = rows(f"SELECT json_group_array(json_array({columns})) FROM {rest}", values)
    return _decode(found[0][0])


def insert_rows(into: str, row: str, given: Sequence[Sequence[Any]], *, then: str = "") -> None:
    """`INSERT INTO into VALUES row, row, … then` in few statements, for the same reason; `row` is "(%s, 'new', %s)"."""
    if given and postgresql() and (recorded := _as_records(into, row, then)):
        with _prepared() as cursor:
            cursor.execute(recorded[0], [_records(recorded[1], given)])
        return
    for some in _slices(given):
        values = some[0] if len(some) == 1 else [value for one in some for value in one]
        statement = f"INSERT INTO {into} VALUES {', '.join([row] * len(some))} {then}"
        if postgresql():
            with _prepared() as cursor:
                cursor.execute(statement, values)
        else:
            run(statement, values)


def update_rows(table: str, columns: Sequence[str], given: Sequence[Sequence[Any]]) -> None:
    """Set these columns in the rows whose id is the last of each row of values."""
    if postgresql():
        named = ", ".join(f"{column} = v.{column}" for column in columns)
        statement = f"UPDATE {table} t SET {named} FROM json_populate_recordset(NULL::{table}, %s) v WHERE t.id = v.id"
        with _prepared() as cursor:
            cursor.execute(statement, [_records((*columns, "id"), given)])
        return
    named = ", ".join(f"{column} = v.column{number}" for number, column in enumerate(columns, 1))
    row = f"({', '.join(['%s'] * (len(columns) + 1))})"
    for some in _slices(given):
        run(
            f"UPDATE {table} SET {named} FROM (VALUES {', '.join([row] * len(some))}) v"
            f" WHERE id = v.column{len(columns) + 1}",
            [value for one in some for value in one],
        )


@contextmanager
def sent_together() -> Iterator[None]:
    """A transaction whose writes (`insert_rows`, `update_rows`) go to PostgreSQL in one piece with its commit, without
    waiting for each answer: a thread that waits gives the interpreter away and gets it back late. What fails there is
    raised at the next read or at the end, and nothing is stored. Statements of Django's own cursors are answered at
    once, as always. Within another transaction it commits nothing. On SQLite it is `transaction.atomic()`.
    """
    with transaction.atomic():
        if not postgresql():
            yield
            return
        database = _open()
        with database.wrap_database_errors, database.connection.pipeline() as pipeline:

            def answered(execute: Any, *given: Any) -> Any:
                done = execute(*given)
                with database.wrap_database_errors:  # the next read or savepoint expects Django's own
                    pipeline.sync()
                return done

            with database.execute_wrapper(answered):
                yield
            if len(database.atomic_blocks) == 1 and not database.needs_rollback:
                database.connection.commit()  # Django's own finds nothing left to do, and then tells whom it concerns


def padded(values: list[Any]) -> list[Any]:
    """As many values as the next power of two, the last one repeated: so few spellings of a statement are prepared."""
    size = 1 << (len(values) - 1).bit_length()
    return values + values[-1:] * (size - len(values))


def run_many(statement: str, values: Sequence[Sequence[Any]]) -> int:
    """Run a statement once for each row of values, by one commit; how many rows it touched in all."""
    if len(values) == 1:
        return run(statement, values[0])
    if not values:
        return 0
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.executemany(statement, values)
        return int(cursor.rowcount)


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


def document(value: dict[str, Any]) -> Any:
    """A JSON document for `insert_rows`."""
    encoded = _encode(value) if value else b"{}"
    return msgspec.Raw(encoded) if postgresql() else encoded.decode()


def truth(value: bool) -> Any:
    """A yes or no as this database takes it."""
    return value if postgresql() else int(value)


def as_uuid(value: Any) -> UUID:
    """A UUID as this database gives it."""
    return value if isinstance(value, UUID) else UUID(value)


def id_text(value: Any) -> str:
    """A key as text; sliced, not parsed, where the database keeps hexadecimal digits. "" for none."""
    if not value:
        return ""
    if not isinstance(value, str):
        return str(value)
    return f"{value[:8]}-{value[8:12]}-{value[12:16]}-{value[16:20]}-{value[20:]}"


def iso_text(value: Any) -> str:
    """A time as ISO 8601 in UTC; SQLite keeps it so but for the zone. "" for none."""
    if isinstance(value, str):
        return value.replace(" ", "T") + "+00:00"
    if not isinstance(value, datetime):
        return ""
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).isoformat()


def _open() -> Any:
    """On SQLite we go without Django's cursor around the driver's, which takes longer than a short statement."""
    database = connections[DEFAULT_DB_ALIAS]
    database.ensure_connection()
    return database


@contextmanager
def _prepared() -> Iterator[Any]:
    """A cursor of PostgreSQL's driver whose statements the server parses and plans once for a connection
    (psycopg.org/psycopg3/docs/advanced/prepare.html). Not for what a partial index answers: a plan for any values
    cannot use it.
    """
    from psycopg import Cursor  # weight: not on SQLite

    database = _open()
    driver = database.connection
    driver.prepare_threshold = _PREPARED_AFTER if settings.POSTGRESQL_PREPARES else None
    with database.wrap_database_errors, Cursor(driver) as cursor:
        yield cursor


@lru_cache(maxsize=64)
def _as_records(into: str, row: str, then: str) -> tuple[str, tuple[str, ...]] | None:
    """An insert that takes all its rows as one value, and the columns that are given; None where a value is reckoned.

    One value of JSON costs the driver a tenth of what it takes to bind each column of each row.
    """
    if row.count("(") > 1:
        return None
    table, columns = into.split(None, 1)
    given = zip(columns.strip("()").split(","), row.strip("()").split(","), strict=True)
    pairs = [(column.strip(), value.strip()) for column, value in given]
    if any("%s" in value and value != "%s" for _, value in pairs):
        return None
    named = ", ".join(column for column, _ in pairs)
    taken = ", ".join(f"v.{column}" if value == "%s" else value for column, value in pairs)
    statement = f"INSERT INTO {table} ({named}) SELECT {taken} FROM json_populate_recordset(NULL::{table}, %s) v {then}"
    return statement, tuple(column for column, value in pairs if value == "%s")


def _records(columns: Sequence[str], given: Sequence[Sequence[Any]]) -> str:
    return _encode([dict(zip(columns, one, strict=True)) for one in given]).decode()


@lru_cache(maxsize=512)
def _spelled(statement: str) -> str:
    """With SQLite's placeholders; a percent sign is doubled in ours."""
    return "%".join(part.replace("%s", "?") for part in statement.split("%%"))


def _slices(given: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """In powers of two, so that the driver knows each spelling after the first time."""
    start = 0
    while left := len(given) - start:
        size = min(_MOST, 1 << (left.bit_length() - 1))
        yield given[start : start + size]
        start += size


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(list[list[Any]]).decode
