"""What search still has to learn: marked in the transaction of the message, indexed by one job for all that waits.

A job for each commit would cost as much as the message itself: its row, its claim, its thread and its removal.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from madoguchi.inbox.models import Message, Unindexed
from madoguchi.inbox.statements import key
from madoguchi.jobs.actions import enqueue
from madoguchi.search.actions import Document, put, words_of

_MARK = "INSERT INTO inbox_unindexed (message_id) VALUES (%s)"
_TAKE = "DELETE FROM inbox_unindexed WHERE id IN"
# When (on the monotonic clock) the last job that this process committed begins at the earliest.
_begins = 0.0
_indexing = threading.Lock()
_asked = threading.Event()


def mark_for_index(events: Sequence[Any]) -> None:
    """Mark the messages of these events, in their transaction, and see that a job follows."""
    rows = [(key(event.message_id),) for event in events]
    with connection.cursor() as cursor:
        if len(rows) == 1:
            cursor.execute(_MARK, rows[0])
        else:
            cursor.executemany(_MARK, rows)
    delay = settings.INDEX_DELAY_SECONDS
    # The half that is left is this transaction's time to commit; if it takes longer, the periodic job finds the mark.
    if time.monotonic() < _begins - delay / 2:
        return
    enqueue("inbox.index_messages", {}, run_at=datetime.now(UTC) + timedelta(seconds=delay))
    transaction.on_commit(partial(_follows, time.monotonic() + delay))


def _follows(begins: float) -> None:
    global _begins
    _begins = begins


def index_marked() -> None:
    """Index what is marked, a batch at a time, so that no writer waits long for the lock.

    One thread of a process at a time: a second one would read the same marks; it asks the first to look once more.
    """
    _asked.set()
    while _asked.is_set() and _indexing.acquire(blocking=False):
        try:
            _asked.clear()
            for marks in _batches():
                _index(marks)
        finally:
            _indexing.release()


def _batches() -> Iterator[dict[int, UUID]]:
    last = 0
    while True:
        rows = Unindexed.objects.filter(id__gt=last).order_by("id").values_list("id", "message_id")
        marks = dict(rows[: settings.INDEX_BATCH])
        if not marks:
            return
        yield marks
        last = max(marks)


def _index(marks: dict[int, UUID]) -> None:
    """Read first and take the marks after: one that is gone by then was another's, who may have read a later text."""
    rows = Message.objects.filter(id__in=set(marks.values())).values_list(
        "id",
        "conversation_id",
        "conversation__reference",
        "conversation__subject",
        "author_name",
        "text",
    )
    read = {id: Document("message", str(id), str(holder), " ".join(words)) for id, holder, *words in rows}
    found = {id: (document, words_of(document)) for id, document in read.items()}
    places = ", ".join(["%s"] * len(marks))
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"{_TAKE} ({places}) RETURNING id", list(marks))
            taken = {marks[row[0]] for row in cursor.fetchall()}
        put([found[id] for id in taken if id in found])
