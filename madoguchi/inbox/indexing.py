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

from django.conf import settings
from django.db import transaction

from madoguchi.core.plain_sql import id_text, insert_rows, key, padded, places, rows, rows_at_once
from madoguchi.jobs.actions import enqueue
from madoguchi.search.actions import Document, put, words_of

_MARKS = "SELECT id, message_id FROM inbox_unindexed WHERE id > %s ORDER BY id LIMIT %s"
_TEXTS = "LEFT JOIN inbox_message m ON m.id = u.message_id LEFT JOIN inbox_conversation c ON c.id = m.conversation_id"
_COLUMNS = "u.id, u.message_id, m.conversation_id, c.reference, c.subject, m.author_name, m.text"
_TAKE = "DELETE FROM inbox_unindexed WHERE id IN"
# When (on the monotonic clock) the last job that this process committed begins at the earliest.
_begins = 0.0
_indexing = threading.Lock()
_asked = threading.Event()


def mark_for_index(events: Sequence[Any]) -> None:
    """Mark the messages of these events, in their transaction, and see that a job follows."""
    insert_rows("inbox_unindexed (message_id)", "(%s)", [(key(event.message_id),) for event in events])
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
            for waiting in _batches():
                _index(waiting)
        finally:
            _indexing.release()


def _batches() -> Iterator[Sequence[Sequence[Any]]]:
    """What waits, oldest first: mark, message and what to index of it (nothing if the message is gone)."""
    last = 0
    while found := rows_at_once(_COLUMNS, f"({_MARKS}) u {_TEXTS}", [last, settings.INDEX_BATCH]):
        yield found
        last = max(row[0] for row in found)


def _index(waiting: Sequence[Sequence[Any]]) -> None:
    """Read first and take the marks after: one that is gone by then was another's, who may have read a later text."""
    found = {}
    for mark, message_id, holder, *words in waiting:
        if holder is not None:
            document = Document("message", id_text(message_id), id_text(holder), " ".join(words))
            found[mark] = (document, words_of(document))
    marks = padded([row[0] for row in waiting])
    with transaction.atomic():
        taken = {row[0] for row in rows(f"{_TAKE} ({places(marks)}) RETURNING id", marks)}
        put(list({words[0].object: words for mark, words in found.items() if mark in taken}.values()))
