"""Who sees which conversation: part of every query, so that it cannot be forgotten."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from madoguchi.inbox.models import Conversation
from madoguchi.inbox.statements import key
from madoguchi.people.contract import Asker, Permission, Staff


def visible_to(asker: Asker, rows: QuerySet[Conversation] | None = None) -> QuerySet[Conversation]:
    """The conversations that this agent or customer may see.

    An agent sees those of his teams, those of no team, and those assigned to him; with `SEE_ALL` all of them.
    A customer sees those he takes part in: with a sign-in all of the person's, else only the identity's own.
    """
    rows = Conversation.objects.all() if rows is None else rows
    if isinstance(asker, Staff):
        if asker.may(Permission.SEE_ALL):
            return rows
        return rows.filter(
            Q(team_id__in=asker.team_ids) | Q(team_id__isnull=True) | Q(assignee_id=asker.agent_id)
        )
    if asker.proof >= SIGNED_IN:
        return rows.filter(customer_id=asker.customer_id).exclude(status="spam")
    return rows.filter(participants__identity_id=asker.identity_id).exclude(status="spam")


SIGNED_IN = 3


def visible_sql(asker: Asker) -> tuple[str, list[Any]]:
    """The same rule as `visible_to`, as a condition on `inbox_conversation c` with its values, for the hot reads."""
    if not isinstance(asker, Staff):
        if asker.proof >= SIGNED_IN:
            return "c.status <> 'spam' AND c.customer_id = %s", [key(asker.customer_id)]
        takes_part = "SELECT 1 FROM inbox_participant p WHERE p.conversation_id = c.id AND p.identity_id = %s"
        return f"c.status <> 'spam' AND EXISTS ({takes_part})", [key(asker.identity_id)]
    if asker.may(Permission.SEE_ALL):
        return "1 = 1", []
    teams = sorted(asker.team_ids)
    mine = f"c.team_id IN ({', '.join(['%s'] * len(teams))}) OR " if teams else ""
    return f"({mine}c.team_id IS NULL OR c.assignee_id = %s)", [*teams, key(asker.agent_id)]


def may_see(asker: Asker, conversation: Conversation) -> bool:
    return visible_to(asker, Conversation.objects.filter(id=conversation.id)).exists()


def staff_topics(staff: Staff) -> list[str]:
    """The live topics on which an agent hears of changes to conversations he may see."""
    if staff.may(Permission.SEE_ALL):
        return ["staff:all"]
    return [
        "staff:none",
        f"staff:agent:{staff.agent_id}",
        *sorted(f"staff:team:{team}" for team in staff.team_ids),
    ]


def hearers(*, team_id: int | None, assignee_id: str) -> list[str]:
    """The live topics that hear of a change to a conversation with this team and assignee."""
    topics = ["staff:all", f"staff:team:{team_id}" if team_id else "staff:none"]
    return [*topics, f"staff:agent:{assignee_id}"] if assignee_id else topics
