"""Entries that commit late, two linkers, a run that is cut off: nothing is lost and nothing is linked twice."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection, transaction

from madoguchi.audit import linking
from madoguchi.audit.actions import inspect, record
from madoguchi.audit.linking import link_waiting
from madoguchi.audit.models import Checkpoint, Entry, Inspection, Link
from madoguchi.audit.queries import state
from madoguchi.audit.verifying.database import verify_database
from madoguchi.jobs.worker.once import work_off

pytestmark = pytest.mark.django_db(transaction=True)


def opened(number: int) -> None:
    record(actor="agent:ada", action="conversation.open", subject=f"conversation:{number}")


@pytest.fixture
def beside() -> Any:
    """Something that runs in a thread with a connection of its own; its errors are this test's."""
    threads: list[threading.Thread] = []
    errors: list[BaseException] = []

    def start(act: Any) -> threading.Thread:
        def run() -> None:
            try:
                act()
            except BaseException as error:
                errors.append(error)
            finally:
                connection.close()

        threads.append(threading.Thread(target=run))
        threads[-1].start()
        return threads[-1]

    yield start
    for thread in threads:
        thread.join(30)
    assert errors == []


def test_what_commits_late_with_a_lower_id_is_linked_behind(beside: Any) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time: what has a lower id was committed before")
    opened(1)
    written, seen = threading.Event(), threading.Event()

    def late() -> None:
        with transaction.atomic():
            opened(2)
            written.set()
            assert seen.wait(30)

    thread = beside(late)
    assert written.wait(30)
    opened(3)
    assert link_waiting() == 2
    seen.set()
    thread.join(30)
    assert link_waiting() == 1
    order = [link.entry.subject for link in Link.objects.select_related("entry").order_by("sequence")]
    assert order == ["conversation:1", "conversation:3", "conversation:2"]
    assert (verify_database().found, verify_database().waiting) == (0, 0)


def test_what_commits_very_late_is_found_by_the_daily_look(settings: Any) -> None:
    settings.AUDIT_LOOK_BACK_SECONDS = 0
    opened(1)
    Entry.objects.create(id=50, at=Entry.objects.get().at, actor="system", action="a", subject="b")
    assert link_waiting() == 2
    Entry.objects.create(id=20, at=Entry.objects.first().at, actor="system", action="a", subject="b")
    assert link_waiting() == 0
    assert verify_database().waiting == 1
    assert link_waiting(everything=True) == 1
    assert (verify_database().found, verify_database().waiting) == (0, 0)


def test_two_linkers_at_once(beside: Any, settings: Any) -> None:
    settings.AUDIT_BATCH = 3
    for number in range(30):
        opened(number)
    together = threading.Barrier(2)

    def link() -> None:
        together.wait(30)
        link_waiting()

    for thread in [beside(link), beside(link)]:
        thread.join(60)
    link_waiting()
    verdict = verify_database()
    assert (verdict.found, verdict.entries, verdict.waiting) == (0, 30, 0)
    assert Link.objects.values("entry_id").distinct().count() == 30


def test_two_that_saw_the_same_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    opened(1)
    opened(2)
    ids = [entry.id for entry in Entry.objects.order_by("id")]
    assert link_waiting() == 2
    answers = [ids, []]

    class Stale:
        def values_list(self, *_: Any, **__: Any) -> list[int]:
            return answers.pop(0)

    monkeypatch.setattr(linking, "waiting", lambda floor=0: Stale())
    assert link_waiting() == 0
    assert (Link.objects.count(), Checkpoint.objects.count()) == (2, 1)


def test_cut_off_in_the_middle(monkeypatch: pytest.MonkeyPatch) -> None:
    opened(1)

    class Killed(BaseException):
        pass

    def killed(_statement: bytes) -> str:
        raise Killed

    with monkeypatch.context() as cut:
        cut.setattr(linking, "sign", killed)
        with pytest.raises(Killed):
            link_waiting()
    assert (Link.objects.count(), Checkpoint.objects.count()) == (0, 0)
    assert link_waiting() == 1
    assert verify_database().found == 0


def test_rows_from_before_are_carried_over_in_batches(settings: Any) -> None:
    settings.AUDIT_BATCH = 4
    for number in range(10):
        opened(number)
    assert link_waiting() == 10
    assert list(Checkpoint.objects.order_by("number").values_list("sequence", "linked")) == [
        (4, 4),
        (8, 4),
        (10, 2),
    ]
    verdict = verify_database()
    assert (verdict.found, verdict.entries, verdict.first, verdict.last) == (0, 10, 1, 10)
    later = verify_database(after=2)
    assert (later.found, later.entries, later.first) == (0, 2, 9)


def test_a_clock_that_goes_wrong_accuses_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import timedelta

    from django.utils import timezone

    now = timezone.now()
    for day in (0, 400, 0, 0, -400, 0):
        moved = now + timedelta(days=day)
        monkeypatch.setattr("django.utils.timezone.now", lambda moved=moved: moved)
        opened(day)
        link_waiting()
    assert verify_database().found == 0


def test_who_looks_while_another_links_is_not_alarmed() -> None:
    opened(1)
    link_waiting()
    opened(2)
    linked: list[int] = []

    def meanwhile(execute: Any, sql: str, *rest: Any) -> Any:
        found = execute(sql, *rest)
        if not linked and ("audit_link" in sql or "audit_checkpoint" in sql):
            linked.append(0)
            linked.append(link_waiting())
        return found

    with connection.execute_wrapper(meanwhile):
        assert state().fits
    assert linked == [0, 1]
    assert state().fits


def test_the_jobs_link_and_inspect() -> None:
    opened(1)
    assert state().waiting == 1
    work_off(periodic=True)
    now = state()
    assert (now.fits, now.waiting, now.found, now.inspected_to) == (True, 0, 0, 1)
    assert Inspection.objects.get().problems == []
    opened(2)
    assert inspect().waiting == 1
