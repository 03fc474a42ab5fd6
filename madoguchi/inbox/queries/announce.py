"""What live screens are told after a commit, in one statement for a whole batch.

Through the ORM the head cost three times as much as writing the message itself: see heads.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from madoguchi.inbox import recent
from madoguchi.inbox.contract import Change, Entry, Head
from madoguchi.inbox.queries.catch_up import entries_by_id
from madoguchi.inbox.queries.heads import heads_of

Versions = Sequence[tuple[UUID | None, int]]


def announced_changes(changed: Mapping[UUID, Versions]) -> list[Change]:
    """Per conversation its head and the entries named by (message, version).

    The head is the one that came with the last of these versions where this process wrote it, else the one now.
    For the live screens alone: who may see it is decided where it is delivered.
    """
    heads = {
        id: recent.recall_head(id, max(version for _, version in versions))
        for id, versions in changed.items()
    }
    unknown = [id for id, head in heads.items() if head is None]
    heads.update((UUID(head.id), head) for head in heads_of(unknown))
    return [_change(head, changed[id]) for id, head in heads.items() if head]


def head_by_id(conversation_id: UUID) -> Head | None:
    """One head, for the system itself (rules, jobs)."""
    return next(iter(heads_of([conversation_id])), None)


def _change(head: Head, versions: Versions) -> Change:
    wanted = [(id, version) for id, version in versions if id]
    found = {id: entry for id, version in wanted if (entry := recent.recall(id, version))}
    entries = list(found.values())
    if missing := {id for id, _ in wanted if id not in found}:
        entries += entries_by_id(missing, with_files=head.has_attachment)
    since = min(version for _, version in versions) - 1
    return Change(head=head, since=since, entries=sorted(entries, key=_position))


def _position(entry: Entry) -> int:
    return entry.position
