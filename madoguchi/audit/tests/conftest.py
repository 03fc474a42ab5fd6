from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from madoguchi.audit import guard
from madoguchi.audit.actions import record
from madoguchi.audit.linking import link_waiting

Mallory = Callable[..., None]


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def log(transactional_db: None) -> None:
    """Ada opened twelve conversations; every four of them are linked by one run."""
    for number in range(1, 13):
        record(
            actor="agent:ada",
            action="conversation.open",
            subject=f"conversation:{number}",
            data={"n": number},
        )
        if number % 4 == 0:
            link_waiting()


@pytest.fixture
def mallory(log: None) -> Iterator[Mallory]:
    """He owns the database: the guard keeps nobody out who can take it away."""

    def does(*statements: str) -> None:
        with connection.cursor() as cursor:
            for statement in guard.LIFT[connection.vendor]:
                cursor.execute(statement)
            for statement in statements:
                cursor.execute(statement)

    yield does
    with connection.cursor() as cursor:
        for statement in (*guard.LIFT[connection.vendor], *guard.SET[connection.vendor]):
            cursor.execute(statement)
