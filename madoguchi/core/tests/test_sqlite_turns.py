"""Threads that write to one SQLite file take turns, and committed pages leave the log beside them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connections
from pytest_django.plugin import DjangoDbBlocker

from madoguchi.core.database import database_from_url
from madoguchi.core.sqlite3_turns.base import DatabaseWrapper

Connect = Callable[[], DatabaseWrapper]


@pytest.fixture
def connect(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Connect]:
    """Connections of their own to one file, as threads have them."""
    made: list[DatabaseWrapper] = []
    settings: dict[str, Any] = connections["default"].settings_dict | database_from_url(
        f"sqlite:///{tmp_path}/turns.sqlite3", home=tmp_path, synchronous="NORMAL"
    )
    settings["OPTIONS"] = settings["OPTIONS"] | {"timeout": 0.2}

    def one() -> DatabaseWrapper:
        made.append(DatabaseWrapper(settings, alias="turns"))
        made[-1].inc_thread_sharing()
        return made[-1]

    with django_db_blocker.unblock():
        first = one()
        with first.cursor() as cursor:
            cursor.execute("CREATE TABLE a (id integer PRIMARY KEY)")
            cursor.execute("CREATE TABLE b (a integer REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED)")
        yield one
        for connection in made:
            connection.close()


def _begin(connection: DatabaseWrapper) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def _end(connection: DatabaseWrapper, how: Callable[[], None]) -> None:
    how()
    connection.set_autocommit(True)


def test_who_waits_goes_on_when_the_one_before_has_committed(connect: Connect) -> None:
    ada, kim = connect(), connect()
    _begin(ada)
    order: list[str] = []

    def write() -> None:
        _begin(kim)
        order.append("kim")
        _end(kim, kim.commit)

    thread = threading.Thread(target=write)
    thread.start()
    order.append("ada")
    _end(ada, ada.commit)
    thread.join(10)
    assert order == ["ada", "kim"]


def test_who_waits_too_long_is_told_so_and_a_turn_that_was_closed_is_free(connect: Connect) -> None:
    ada, kim = connect(), connect()
    _begin(ada)
    with pytest.raises(OperationalError, match="locked"):
        _begin(kim)
    ada.close()
    _begin(kim)
    _end(kim, kim.rollback)


def test_a_commit_that_fails_keeps_its_turn_until_it_is_taken_back(connect: Connect) -> None:
    ada, kim = connect(), connect()
    _begin(ada)
    with ada.cursor() as cursor:
        cursor.execute("INSERT INTO b VALUES (404)")
    with pytest.raises(IntegrityError):
        ada.commit()
    with pytest.raises(OperationalError):
        _begin(kim)
    _end(ada, ada.rollback)
    _begin(kim)
    _end(kim, kim.commit)
