"""What customers' screens missed, for many of them in a few statements: thousands come back at once.

Each question carries its reader into the statement, so that what one may see is never shown to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings

from madoguchi.core.plain_sql import places, rows_at_once
from madoguchi.inbox.contract import Entry
from madoguchi.inbox.queries.catch_up import COLUMNS, SHOWN, entry_of, shown_values, since
from madoguchi.inbox.queries.thread import PAGE, files_of, thread
from madoguchi.inbox.queries.visibility import SIGNED_IN
from madoguchi.inbox.statements import as_uuid, key
from madoguchi.people.contract import Reader


class Asked(NamedTuple):
    """`version` is the one on the reader's screen, 0 for nothing yet."""

    reader: Reader
    reference: str
    version: int


@dataclass(slots=True)
class News:
    """A conversation now, and its entries after the version that was asked for (0: the newest ones), in order.

    `too_much`: more than LIVE_CATCH_UP_ITEMS of them, and none is given. `more`: older ones exist. `agents_read` is
    the furthest version that an agent has seen, 0 where there are no entries.
    """

    id: UUID
    reference: str
    version: int
    status: str
    subject: str
    assignee: str
    has_attachment: bool
    entries: list[Entry]
    agents_read: int = 0
    too_much: bool = False
    more: bool = False


# The same rule as `visibility.visible_to`, for many readers: who asks stands in each row (number, reference, whether
# signed in, customer, identity).
_SEEN = (
    "(VALUES {asked}) asked CROSS JOIN inbox_conversation c LEFT JOIN people_agent a ON a.id = c.assignee_id"
    " WHERE c.reference = asked.column2 AND c.status <> 'spam' AND CASE WHEN asked.column3 = 1"
    " THEN c.customer_id = asked.column4 ELSE EXISTS (SELECT 1 FROM inbox_participant p"
    " WHERE p.conversation_id = c.id AND p.identity_id = asked.column5) END"
)
# Number, conversation, version.
_AFTER = (
    "(VALUES {asked}) asked CROSS JOIN inbox_message m"
    " WHERE m.conversation_id = asked.column2 AND m.version > asked.column3"
)
_READ = (
    "(SELECT conversation_id, MAX(version) AS version FROM inbox_readmark"
    " WHERE conversation_id IN ({places}) AND reader LIKE %s GROUP BY conversation_id) r"
)
_FACTS = "c.id, c.reference, c.version, c.status, c.subject, a.public_name, c.has_attachment"
AGENTS = "agent:"


def own_ids(asked: Sequence[tuple[Reader, str]]) -> list[UUID | None]:
    """For each reader and reference the conversation's id, or None if he may not see it."""
    found: list[UUID | None] = [None] * len(asked)
    for n, id in _seen("c.id", [Asked(reader, reference, 0) for reader, reference in asked]):
        found[n] = as_uuid(id)
    return found


def own_news(asked: Sequence[Asked]) -> list[News | None]:
    """For each question what changed, or None if its reader may not see the conversation."""
    found: list[News | None] = [None] * len(asked)
    for n, id, reference, version, status, subject, assignee, attached in _seen(_FACTS, asked):
        found[n] = News(
            as_uuid(id), reference, version, status, subject, assignee or "", bool(attached), entries=[]
        )
    behind = [
        (one, news) for one, news in zip(asked, found, strict=True) if news and news.version > one.version
    ]
    # No conversation has more entries than its version: a short one needs no counting.
    short = [pair for pair in behind if pair[1].version <= _limit(pair[0])]
    _fill(short)
    for one, news in behind:
        if news.version > _limit(one):
            _fill_long(one, news)
    _fill_read([news for _, news in behind if news.entries])
    return found


def _limit(one: Asked) -> int:
    return int(settings.LIVE_CATCH_UP_ITEMS) if one.version > 0 else PAGE


def _seen(columns: str, asked: Sequence[Asked]) -> Sequence[Sequence[Any]]:
    values: list[Any] = []
    for n, (reader, reference, _) in enumerate(asked):
        signed_in = int(reader.proof >= SIGNED_IN)
        values += [n, reference, signed_in, key(reader.customer_id), key(reader.identity_id)]
    return rows_at_once(f"asked.column1, {columns}", _SEEN.format(asked=_tuples(5, len(asked))), values)


def _fill(behind: Sequence[tuple[Asked, News]]) -> None:
    if not behind:
        return
    values: list[Any] = []
    for n, (one, news) in enumerate(behind):
        values += [n, key(news.id), max(one.version, 0)]
    after = _AFTER.format(asked=_tuples(3, len(behind))) + SHOWN
    found = rows_at_once(f"asked.column1, {COLUMNS}", after, [*values, *shown_values()])
    with_files = (as_uuid(row[1]) for row in found if behind[row[0]][1].has_attachment)
    files = files_of(list(with_files))
    for n, *row in found:
        behind[n][1].entries.append(entry_of(row, files))
    for _, news in behind:
        news.entries.sort(key=_position)


def _fill_long(one: Asked, news: News) -> None:
    if one.version <= 0:
        newest = thread(one.reader, one.reference)
        if newest is not None:
            _, news.entries, news.more = newest
        return
    found = since(one.reader, news.id, one.version, limit=_limit(one) + 1)
    news.too_much = len(found) > _limit(one)
    if not news.too_much:
        files = files_of([as_uuid(row[0]) for row in found])
        news.entries = sorted((entry_of(row, files) for row in found), key=_position)


def _fill_read(with_entries: Iterable[News]) -> None:
    by_id: dict[Any, list[News]] = {}
    for news in with_entries:
        by_id.setdefault(key(news.id), []).append(news)
    if not by_id:
        return
    ids = list(by_id)
    for id, version in rows_at_once(
        "r.conversation_id, r.version", _READ.format(places=places(ids)), [*ids, f"{AGENTS}%"]
    ):
        for news in by_id[id]:
            news.agents_read = version


def _tuples(width: int, count: int) -> str:
    one = f"({', '.join(['%s'] * width)})"
    return ", ".join([one] * count)


def _position(entry: Entry) -> int:
    return entry.position
