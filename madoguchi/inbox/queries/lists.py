"""The desk's views: each reads one partial index by a cursor, so that a page costs the same whatever lies behind it."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models.expressions import RawSQL

from madoguchi.inbox.contract import Head
from madoguchi.inbox.models import Conversation
from madoguchi.inbox.queries.thread import head_of
from madoguchi.inbox.queries.views import VIEWS, members
from madoguchi.inbox.queries.visibility import visible_to
from madoguchi.people.contract import Staff

PAGE = 40
COUNTED = ("mine", "unassigned", "team", "all", "snoozed")
COUNTED_UP_TO = 1000


@dataclass(frozen=True, slots=True)
class Page:
    """Rows, and the cursor of the next page (empty: this is the last)."""

    rows: list[Head]
    next: str


class BadCursor(ValueError):
    """A cursor that this list did not give out."""


def list_conversations(
    staff: Staff, view: str, *, team_id: int | None = None, cursor: str = "", limit: int = PAGE
) -> Page:
    """A page of a view as this agent sees it. Those who wait stand first, the longest first; then those who do not.

    Raises:
        KeyError: there is no such view.
        BadCursor: the cursor was not made by this list.
    """
    chosen = VIEWS[view]
    after = _read_cursor(cursor) if cursor else None
    statement, values = members(staff, chosen, team_id=team_id, after=after, limit=limit + 1)
    rows = Conversation.objects.filter(id__in=RawSQL(statement, values))  # noqa: S611 - placeholders only
    sign = "-" if chosen.newest else ""
    ordered = rows.order_by(sign + chosen.column, f"{sign}id")
    found = list(ordered.select_related("inbox", "team", "assignee", "customer")[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    return Page([head_of(c) for c in found[:limit]], _cursor(last, chosen.column) if last else "")


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


def _cursor(conversation: Conversation, column: str) -> str:
    at: Any = getattr(conversation, column)
    return base64.urlsafe_b64encode(json.dumps([at.isoformat(), str(conversation.id)]).encode()).decode()


def _read_cursor(cursor: str) -> tuple[datetime, UUID]:
    try:
        at, id = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        return datetime.fromisoformat(at), UUID(id)
    except (ValueError, TypeError) as error:
        raise BadCursor("This page's address is damaged; start from the first page.") from error
