"""On SQLite, what was committed leaves the log without a writer's doing."""

from __future__ import annotations

import pytest
from django.db import connection

from madoguchi.core.checkpoints import move_pages
from madoguchi.people.models import User


@pytest.mark.django_db(transaction=True)
def test_pages_are_moved_when_enough_of_them_wait() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL does it by itself")
    move_pages(worth=0)
    User.objects.create_user("ada@hoshi.example", "correct horse battery staple", name="Ada")
    assert _waiting() > 0
    move_pages(worth=1_000_000)
    assert _waiting() > 0
    move_pages(worth=1)
    assert _waiting() == 0
    assert User.objects.get().name == "Ada"


def _waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(NOOP)")
        _, logged, moved = cursor.fetchone()
    return int(logged) - int(moved)
