"""The database of tests in the process: a copy of one that was migrated once, and the same again after each test that
commits. Nothing is migrated for a process of the run, and nothing is flushed, which would take the first rows away."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from tests.tools import ready

# In PostgreSQL: the first rows of all tables that have some.
COPIES = "as_migrated"


def pytest_collection_finish(session: pytest.Session) -> None:
    """Whoever comes first makes what the tests found need, before any of them has its time measured."""
    needed = {name for item in session.items for name in getattr(item, "fixturenames", ())}
    server = postgresql_server()
    if {"db", "transactional_db"} & needed or any(
        item.get_closest_marker("django_db") for item in session.items
    ):
        _ = ready.migrated_on(server) if server else ready.migrated()
    if "_templates" in needed:
        _ = ready.demo_on(server) if server else ready.demo_home()
    if "migrated" in needed:
        ready.migrated()


def postgresql_server() -> str:
    """The URL of the run's PostgreSQL without a database name; empty on SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    return url.rsplit("/", 1)[0] + "/" if url.startswith("postgres") else ""


@pytest.fixture(scope="session")
def migrated() -> Path:
    """A SQLite database without anything in it, to be copied."""
    return ready.migrated()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Stands in for pytest-django's."""
    patch = pytest.MonkeyPatch()
    with django_db_blocker.unblock():
        kind = _OnSqlite() if connection.vendor == "sqlite" else _OnPostgresql()
        connection.close()
        for known in (settings.DATABASES["default"], connection.settings_dict):
            patch.setitem(known, "NAME", kind.name)
        kind.make()
    patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: kind.restore())
    yield
    with django_db_blocker.unblock():
        connection.close()
        kind.remove()
    patch.undo()


class _OnSqlite:
    def __init__(self) -> None:
        self.name = str(settings.DATABASES["default"]["TEST"]["NAME"])

    def make(self) -> None:
        self.remove()
        shutil.copy(ready.migrated(), self.name)

    def restore(self) -> None:
        connection.ensure_connection()
        own: Any = connection.connection
        template = type(own)(f"file:{ready.migrated()}?mode=ro", uri=True)
        template.backup(own)
        template.close()

    def remove(self) -> None:
        for end in ("", "-wal", "-shm"):
            Path(self.name + end).unlink(missing_ok=True)


class _OnPostgresql:
    def __init__(self) -> None:
        self.server = postgresql_server()
        self.name = f"test_{settings.DATABASES['default']['NAME']}_{os.getpid()}"

    def make(self) -> None:
        self.remove()
        ready.create_from(self.server, ready.migrated_on(self.server), self.name)
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {COPIES}")
            self.tables = connection.introspection.table_names(cursor)
            self.first = self._filled(cursor)
            for table in self.first:
                cursor.execute(f'CREATE TABLE {COPIES}."{table}" AS TABLE public."{table}"')

    def restore(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            for table in self._filled(cursor):
                cursor.execute(f'DELETE FROM public."{table}"')
            for table in self.first:
                cursor.execute(f'INSERT INTO public."{table}" SELECT * FROM {COPIES}."{table}"')
            cursor.execute("SET session_replication_role = DEFAULT")

    def _filled(self, cursor: Any) -> list[str]:
        looks = (
            f"""SELECT '{table}' WHERE EXISTS (SELECT 1 FROM public."{table}")""" for table in self.tables
        )
        cursor.execute(" UNION ALL ".join(looks))
        return [table for (table,) in cursor.fetchall()]

    def remove(self) -> None:
        with psycopg.connect(self.server + "postgres", autocommit=True) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
