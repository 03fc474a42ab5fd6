"""What was said can be found: all that waits by one job, and nothing is lost when that job's moment was missed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from pytest_django.fixtures import DjangoCaptureOnCommitCallbacks, Settings

from madoguchi.inbox import indexing
from madoguchi.inbox.indexing import index_marked
from madoguchi.inbox.models import Message, Unindexed
from madoguchi.jobs.models import Job
from madoguchi.jobs.worker.once import work_off
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _no_job_follows_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests' jobs are not this test's."""
    monkeypatch.setattr(indexing, "_begins", 0.0)


def _indexed() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT object FROM search_index WHERE kind = 'message'")
        return {row[0] for row in cursor.fetchall()}


def test_many_messages_wait_for_one_job_and_are_found_after_it(
    cast: Cast, settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.INDEX_DELAY_SECONDS = 60
    with django_capture_on_commit_callbacks(execute=True):
        first = cast.says("visitor-kim", "deposit of 0.25 BTC")
    with django_capture_on_commit_callbacks(execute=True):
        second = cast.says("visitor-yuki", "withdrawal to my wallet")
    assert Job.objects.filter(name="inbox.index_messages").count() == 1
    assert _indexed() == set()

    work_off(now=lambda: datetime.now(UTC) + timedelta(seconds=settings.INDEX_DELAY_SECONDS))

    assert _indexed() == {str(first.message_id), str(second.message_id)}
    assert not Unindexed.objects.exists()


def test_marks_whose_job_was_lost_are_found_batch_by_batch(cast: Cast, settings: Settings) -> None:
    settings.INDEX_BATCH = 2
    said = {str(cast.says("visitor-kim", f"message {n}").message_id) for n in range(3)}
    Job.objects.all().delete()
    index_marked()
    assert _indexed() == said
    assert not Unindexed.objects.exists()


def test_a_mark_of_a_message_that_is_gone_is_dropped(cast: Cast) -> None:
    said = cast.says("visitor-kim", "hello")
    Message.objects.filter(id=said.message_id).delete()
    index_marked()
    assert _indexed() == set()
    assert not Unindexed.objects.exists()
