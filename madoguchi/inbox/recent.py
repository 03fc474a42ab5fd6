"""Entries written a moment ago by this process, so that showing them needs no read. A miss is only slower."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable

from madoguchi.inbox.contract import Entry

_KEPT = 2_000
_entries: OrderedDict[str, Entry] = OrderedDict()
_lock = threading.Lock()


def remember(entries: Iterable[Entry]) -> None:
    """Keep these entries for the reactions that follow; only committed ones are ever asked for."""
    with _lock:
        for entry in entries:
            _entries[entry.id] = entry
        while len(_entries) > _KEPT:
            _entries.popitem(last=False)


def recall(message_id: str, version: int) -> Entry | None:
    """The entry as written with this version, or None."""
    entry = _entries.get(message_id)
    return entry if entry and entry.version == version else None
