"""Writes that go to the database in one piece: all of them or none, and nobody is told before they are there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction

from madoguchi.core.plain_sql import (
    document,
    insert_rows,
    key,
    moment,
    postgresql,
    rows,
    sent_together,
    update_rows,
)

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "出金 'x' \\ \" %s é🙂\n"


@pytest.fixture(autouse=True)
def notes() -> Iterator[None]:
    key_type, time, json = ("uuid", "timestamptz", "jsonb") if postgresql() else ("char(32)", "text", "text")
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE notes (id integer PRIMARY KEY, words text, whose {key_type}, at {time}, data {json})"
        )
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE notes")


def ids() -> list[int]:
    return [row[0] for row in rows("SELECT id FROM notes ORDER BY id", [])]


def put(*numbers: int) -> None:
    insert_rows("notes (id, words)", "(%s, 'new')", [(number,) for number in numbers])


def test_everything_is_there_when_those_are_told_who_wait_for_it() -> None:
    told: list[list[int]] = []
    with sent_together():
        put(*range(100))
        update_rows("notes", ["words"], [("changed", 7), (None, 8)])
        transaction.on_commit(lambda: told.append(ids()))
        assert told == []
    assert told == [list(range(100))]
    assert rows("SELECT words FROM notes WHERE id IN (6, 7, 8) ORDER BY id", []) == [
        ("new",),
        ("changed",),
        (None,),
    ]


def test_what_fails_in_the_middle_leaves_nothing_and_tells_nobody() -> None:
    told: list[int] = []

    def fails() -> None:
        with sent_together():
            transaction.on_commit(lambda: told.append(1))
            put(1, 2)
            put(2)
            put(3)

    with pytest.raises(IntegrityError):
        fails()
    assert (ids(), told) == ([], [])
    with sent_together():
        put(4)
    assert ids() == [4], "the connection can be used as before"


def test_within_another_transaction_it_commits_nothing() -> None:
    def is_taken_back() -> None:
        with transaction.atomic():
            with sent_together():
                put(1)
            assert ids() == [1]
            raise LookupError

    with pytest.raises(LookupError):
        is_taken_back()
    assert ids() == []


def test_the_orm_knows_how_many_rows_it_touched() -> None:
    group = Group.objects.create(name="night")
    with sent_together():
        put(1)
        group.name = "late"
        group.save(update_fields=["name"])
        assert Group.objects.filter(name="nobody").update(name="x") == 0
        assert Group.objects.filter(name="late").update(name="later") == 1
    assert (Group.objects.get(id=group.id).name, ids()) == ("later", [1])


def test_what_the_orm_may_fail_at_takes_nothing_with_it() -> None:
    Group.objects.create(name="night")
    with sent_together():
        put(1)
        with pytest.raises(IntegrityError), transaction.atomic():
            Group.objects.create(name="night")
        put(2)
        assert Group.objects.get_or_create(name="night")[1] is False
    assert ids() == [1, 2]
    assert Group.objects.filter(name="night").count() == 1


def test_values_come_back_as_they_were() -> None:
    whose, at = (
        UUID("0191a5c2-7d4e-7000-8000-0123456789ab"),
        datetime(2026, 11, 23, 10, 0, 0, 570, tzinfo=UTC),
    )
    given: dict[str, Any] = {"masked": ["seed"], "n": {"deep": WORDS}}
    insert_rows(
        "notes (id, words, whose, at, data)",
        "(%s, %s, %s, %s, %s)",
        [(1, WORDS, key(whose), moment(at), document(given)), (2, "", None, None, document({}))],
    )
    text = "data::text" if postgresql() else "data"
    field = "data #>> '{n,deep}'" if postgresql() else "json_extract(data, '$.n.deep')"
    assert rows(f"SELECT words, whose, at, {field} FROM notes WHERE id = 1", []) == [
        (WORDS, key(whose), moment(at), WORDS)
    ]
    assert rows(f"SELECT words, whose, at, {text} FROM notes WHERE id = 2", []) == [("", None, None, "{}")]
