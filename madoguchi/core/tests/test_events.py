"""Reactions follow a commit and only a commit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction

from madoguchi.core import events
from madoguchi.core.events import Event, Later, Now, install, publish


@dataclass(frozen=True, slots=True)
class ReplySent(Event):
    message_id: int


@dataclass(frozen=True, slots=True)
class TeamChanged(Event):
    conversation_id: int
    team_id: int


@dataclass(frozen=True, slots=True)
class Unheard(Event):
    pass


calls: list[object] = []
jobs: list[tuple[str, dict]] = []


def boom(event: Event) -> None:
    calls.append("boom")
    raise RuntimeError("the screen is away")


@pytest.fixture(autouse=True)
def _table(monkeypatch) -> Iterator[None]:
    calls.clear()
    jobs.clear()
    monkeypatch.setattr(events, "_enqueue", jobs.extend)
    before = events.installed()
    install(
        {
            ReplySent: [Now(boom), Now(calls.append), Now(calls.append, batch=True), Later("index")],
            TeamChanged: [Later("tell", batch=True), Later("log")],
        }
    )
    yield
    install(before)


@pytest.mark.django_db(transaction=True)
def test_after_a_commit_each_reaction_is_called_and_a_failing_one_stops_none(caplog):
    first, second = ReplySent(1), ReplySent(2)
    with transaction.atomic():
        publish(first, TeamChanged(7, 8), second, TeamChanged(9, 8), Unheard())
        assert calls == []
        assert jobs == [
            ("index", {"message_id": 1}),
            ("index", {"message_id": 2}),
            (
                "tell",
                {"events": [{"conversation_id": 7, "team_id": 8}, {"conversation_id": 9, "team_id": 8}]},
            ),
            ("log", {"conversation_id": 7, "team_id": 8}),
            ("log", {"conversation_id": 9, "team_id": 8}),
        ]
    assert calls == ["boom", "boom", first, second, [first, second]]
    assert "boom failed" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_has_not_happened():
    with transaction.atomic():
        publish(ReplySent(1))
        transaction.set_rollback(True)
    assert calls == []
    with pytest.raises(transaction.TransactionManagementError):
        publish(ReplySent(1))
    assert calls == []
