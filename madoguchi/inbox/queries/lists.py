"""The desk's views: each reads one partial index by a cursor, so that a page costs the same whatever lies behind it."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from madoguchi.inbox.contract import Head
from madoguchi.inbox.models import Conversation
from madoguchi.inbox.models.conversation import CENTURY
from madoguchi.inbox.queries.filters import Filter, stretches
from madoguchi.inbox.queries.thread import head_of
from madoguchi.inbox.queries.views import VIEWS, Branch, View, members
from madoguchi.inbox.queries.visibility import visible_to
from madoguchi.people.contract import Staff

PAGE = 40
COUNTED = ("mine", "unassigned", "team", "all", "snoozed")
COUNTED_UP_TO = 1000


@dataclass(frozen=True, slots=True)
class Page:
    """Rows, and the cursor of the next page (empty: this is the last). `looked`: so many conversations were looked at
    for a filter, and there are more."""

    rows: list[Head]
    next: str
    looked: int = 0


class BadCursor(ValueError):
    """A cursor that this list did not give out."""


# Where a page stands or a search for rows has come: the sorted column's value and the id.
Place = tuple[datetime, UUID]


def list_conversations(
    staff: Staff,
    view: str,
    *,
    team_id: int | None = None,
    wanted: Filter | None = None,
    cursor: str = "",
    limit: int = PAGE,
) -> Page:
    """A page of a view as this agent sees it. Those who wait stand first, the longest first; then those who do not.

    With a filter at most LIST_SCAN conversations are looked at; the cursor goes on where that ended.

    Raises:
        KeyError: there is no such view.
        BadCursor: the cursor was not made by this list.
    """
    wanted = wanted or Filter()
    now = timezone.now()
    chosen, parts = stretches(VIEWS[view], wanted, now=now)
    after = _read_cursor(cursor) if cursor else None
    if after and len(parts) > 1 and after[0] > now + CENTURY / 2:
        parts = parts[1:]
    found: list[Conversation] = []
    for stretch in parts:
        more, ended = _read(
            staff,
            chosen,
            team_id=team_id,
            wanted=wanted,
            after=after,
            limit=limit + 1 - len(found),
            stretch=stretch,
        )
        found, after = found + more, None
        if len(found) > limit:
            return Page([head_of(c) for c in found[:limit]], _cursor(_place(found[limit - 1], chosen)))
        if ended:
            return Page([head_of(c) for c in found], _cursor(ended), settings.LIST_SCAN)
    return Page([head_of(c) for c in found], "")


def _read(
    staff: Staff,
    view: View,
    *,
    team_id: int | None,
    wanted: Filter,
    after: Place | None,
    limit: int,
    stretch: Branch,
) -> tuple[list[Conversation], Place | None]:
    """Rows of one stretch; and where looking for them ended, should it have ended before the stretch did."""
    conditions = wanted.conditions()
    looked = settings.LIST_SCAN + 1 if conditions else limit
    statement, values = members(staff, view, team_id=team_id, after=after, limit=looked, stretch=stretch)
    rows = Conversation.objects.filter(id__in=RawSQL(statement, values))  # noqa: S611 - placeholders only
    sign = "-" if view.newest else ""
    order = (sign + view.column, f"{sign}id")
    if not conditions:
        return _full(rows.order_by(*order)[:limit]), None
    first = rows.order_by(*order)
    fitting = Conversation.objects.filter(id__in=first.values("id")[: settings.LIST_SCAN], **conditions)
    found = _full(fitting.order_by(*order)[:limit])
    if len(found) == limit:
        return found, None
    end = list(first[settings.LIST_SCAN - 1 : settings.LIST_SCAN + 1])
    return found, _place(end[0], view) if len(end) > 1 else None


def _full(rows: QuerySet[Conversation]) -> list[Conversation]:
    return list(rows.select_related("inbox", "team", "assignee", "customer"))


def row(staff: Staff, reference: str) -> Head | None:
    """One row of a list, or None if the agent may not see it."""
    found = visible_to(staff).filter(reference=reference)
    conversation = found.select_related("inbox", "team", "assignee", "customer").first()
    return head_of(conversation) if conversation else None


def counts(staff: Staff) -> dict[str, int]:
    """How many conversations each view holds, counted up to COUNTED_UP_TO."""
    parts, values = [], []
    for key in COUNTED:
        statement, given = members(staff, VIEWS[key], team_id=None, after=None, limit=COUNTED_UP_TO)
        parts.append(f"SELECT '{key}', count(*) FROM ({statement}) AS view_{key}")  # noqa: S608
        values += given
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return {key: min(count, COUNTED_UP_TO) for key, count in cursor.fetchall()}


def in_view(staff: Staff, view: str, head: Head, *, team_id: int | None = None) -> bool:
    """Whether a conversation belongs into a view, judged by its head."""
    if head.status in ("new", "open", "pending"):
        return (
            view == "all"
            or (view == "mine" and head.assignee_id == str(staff.agent_id))
            or (view == "unassigned" and not head.assignee_id)
            or (view == "team" and head.team_id in ({team_id} if team_id else staff.team_ids))
        )
    return view == {"snoozed": "snoozed", "spam": "spam"}.get(head.status, "closed")


def _place(conversation: Conversation, view: View) -> Place:
    return getattr(conversation, view.column), conversation.id


def _cursor(place: Place) -> str:
    at, id = place
    return base64.urlsafe_b64encode(json.dumps([at.isoformat(), str(id)]).encode()).decode()


def _read_cursor(cursor: str) -> tuple[datetime, UUID]:
    try:
        at, id = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        return datetime.fromisoformat(at), UUID(id)
    except (ValueError, TypeError) as error:
        raise BadCursor("This page's address is damaged; start from the first page.") from error
