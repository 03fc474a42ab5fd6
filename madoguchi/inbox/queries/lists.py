"""The desk's views: each reads one partial index by a cursor, so that a page costs the same whatever lies behind it."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from madoguchi.inbox.contract import Head
from madoguchi.inbox.models import Conversation
from madoguchi.inbox.queries.thread import head_of
from madoguchi.inbox.queries.visibility import visible_to
from madoguchi.people.contract import Staff

WAITING = Q(status__in=["new", "open", "pending"])
PAGE = 40
COUNTED_UP_TO = 1000


@dataclass(frozen=True, slots=True)
class View:
    """One view: its rows and the column it is sorted by (a minus sign: newest first)."""

    key: str
    where: Q
    order: str
    mine: bool = False


VIEWS: dict[str, View] = {
    view.key: view
    for view in (
        View("mine", WAITING, "list_at", mine=True),
        View("unassigned", WAITING & Q(assignee__isnull=True), "list_at"),
        View("team", WAITING, "list_at"),
        View("all", WAITING, "list_at"),
        View("snoozed", Q(status="snoozed"), "snoozed_until"),
        View("closed", Q(status__in=["resolved", "closed"]), "-updated_at"),
        View("spam", Q(status="spam"), "-updated_at"),
    )
}


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
    rows = _rows(staff, chosen, team_id)
    column = chosen.order.lstrip("-")
    if cursor:
        rows = rows.filter(_after(chosen.order, column, cursor))
    ordered = _ordered(rows, chosen.order)
    found = list(ordered.select_related("inbox", "team", "assignee", "customer")[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    return Page([head_of(c) for c in found[:limit]], _cursor(last, column) if last else "")


def row(staff: Staff, reference: str) -> Head | None:
    """One row of a list, or None if the agent may not see it."""
    found = visible_to(staff).filter(reference=reference)
    conversation = found.select_related("inbox", "team", "assignee", "customer").first()
    return head_of(conversation) if conversation else None


def counts(staff: Staff) -> dict[str, int]:
    """How many conversations each view holds, counted up to COUNTED_UP_TO."""
    return {
        key: _rows(staff, view, None).order_by()[:COUNTED_UP_TO].count()
        for key, view in VIEWS.items()
        if key in ("mine", "unassigned", "team", "all", "snoozed")
    }


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


def _rows(staff: Staff, view: View, team_id: int | None) -> QuerySet[Conversation]:
    rows = visible_to(staff).filter(view.where)
    if view.mine:
        rows = rows.filter(assignee_id=staff.agent_id)
    if view.key == "team":
        rows = rows.filter(team_id=team_id) if team_id else rows.filter(team_id__in=staff.team_ids)
    return rows


def _ordered(rows: QuerySet[Conversation], order: str) -> QuerySet[Conversation]:
    return rows.order_by(order, "-id" if order.startswith("-") else "id")


def _after(order: str, column: str, cursor: str) -> Q:
    at, id = _read_cursor(cursor)
    comparison = "lt" if order.startswith("-") else "gt"
    return Q(**{f"{column}__{comparison}": at}) | Q(**{column: at, f"id__{comparison}": id})


def _cursor(conversation: Conversation, column: str) -> str:
    at: Any = getattr(conversation, column)
    return base64.urlsafe_b64encode(json.dumps([at.isoformat(), str(conversation.id)]).encode()).decode()


def _read_cursor(cursor: str) -> tuple[datetime, UUID]:
    try:
        at, id = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        return datetime.fromisoformat(at), UUID(id)
    except (ValueError, TypeError) as error:
        raise BadCursor("This page's address is damaged; start from the first page.") from error
