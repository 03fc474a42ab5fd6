"""What this process wrote a moment ago, so that showing it needs no read. A miss is only slower."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from uuid import UUID

from madoguchi.inbox.contract import Entry, Head

_KEPT = 2_000
_entries: OrderedDict[UUID, Entry] = OrderedDict()
_heads: OrderedDict[UUID, Head] = OrderedDict()
_lock = threading.Lock()


def remember(entries: Iterable[tuple[UUID, Entry]], heads: Iterable[tuple[UUID, Head]]) -> None:
    """Keep these for the reactions that follow; only committed ones are ever asked for."""
    with _lock:
        _entries.update(entries)
        _heads.update(heads)
        _forget(len(_entries) - _KEPT, _entries)
        _forget(len(_heads) - _KEPT, _heads)


def recall(message_id: UUID, version: int) -> Entry | None:
    """The entry as written with this version, or None."""
    entry = _entries.get(message_id)
    return entry if entry and entry.version == version else None


def recall_head(conversation_id: UUID, version: int) -> Head | None:
    """The conversation's head as it was with this version, or None."""
    head = _heads.get(conversation_id)
    return head if head and head.version == version else None


def _forget(count: int, kept: OrderedDict[UUID, Entry] | OrderedDict[UUID, Head]) -> None:
    for _ in range(count):
        kept.popitem(last=False)
