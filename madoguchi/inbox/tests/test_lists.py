"""The desk's views: who sees what, in which order, page by page, and that no page reads the whole pile."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.db import connection
from django.utils import timezone

from madoguchi.inbox.models import Conversation
from madoguchi.inbox.queries import counts, list_conversations
from madoguchi.inbox.queries.lists import BadCursor
from madoguchi.inbox.queries.views import VIEWS, members
from madoguchi.inbox.queries.visibility import visible_to
from madoguchi.people.contract import Staff
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_every_view_holds_what_this_agent_may_see_in_order_and_page_by_page(pile: Cast):
    for staff in (pile.ada, pile.otto, pile.lena):
        for view in VIEWS:
            walked = walk(staff, view)
            assert walked == expected(staff, view), f"{staff.name} {view}"
            assert len(set(walked)) == len(walked)
    assert not set(walk(pile.ada, "closed")) >= set(walk(pile.lena, "closed"))


def test_one_team_alone(pile: Cast):
    own = walk(pile.ada, "team", team_id=pile.front.id)
    assert set(own) < set(walk(pile.ada, "team"))
    others = walk(pile.ada, "team", team_id=pile.security.id)
    facts = Conversation.objects.filter(reference__in=others)
    assert {row.assignee_id for row in facts} == {pile.ada.agent_id}  # of a foreign team only what is hers


def test_counts_are_those_of_the_views(pile: Cast):
    for staff in (pile.ada, pile.otto, pile.lena):
        for view, count in counts(staff).items():
            assert count == len(walk(staff, view)), f"{staff.name} {view}"


def test_mallory_makes_up_a_cursor(pile: Cast):
    for cursor in ("nonsense", "W10=", "eyJhIjogMX0=", "ÿ"):
        with pytest.raises(BadCursor):
            list_conversations(pile.ada, "all", cursor=cursor)


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the plan is SQLite's")
def test_every_branch_of_every_view_reads_an_index_of_its_own(pile: Cast):
    for staff in (pile.ada, pile.lena):
        for view in VIEWS.values():
            statement, values = members(
                staff, view, team_id=None, after=(timezone.now(), staff.agent_id), limit=41
            )
            if view.key == "team" and not staff.team_ids:
                continue
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {statement}", values)
                plan = [row[3] for row in cursor.fetchall()]
            reads = [step for step in plan if "inbox_conversation" in step]
            assert reads, view.key
            assert all(" INDEX view_" in step for step in reads), f"{view.key}: {plan}"
            after = [plan[plan.index(step) + 1 : plan.index(step) + 2] for step in reads]
            assert not any("ORDER BY" in step for steps in after for step in steps), (
                f"{view.key} sorts: {plan}"
            )


def walk(staff: Staff, view: str, *, team_id: int | None = None) -> list[str]:
    found, cursor = [], ""
    while True:
        page = list_conversations(staff, view, team_id=team_id, cursor=cursor, limit=7)
        found += [head.reference for head in page.rows]
        cursor = page.next
        if not cursor:
            return found


def expected(staff: Staff, view: str) -> list[str]:
    """The same, written as a person would say it, over all rows."""
    waiting = {"new", "open", "pending"}
    belongs = {
        "mine": lambda c: c.status in waiting and c.assignee_id == staff.agent_id,
        "unassigned": lambda c: c.status in waiting and c.assignee_id is None,
        "team": lambda c: c.status in waiting and c.team_id in staff.team_ids,
        "all": lambda c: c.status in waiting,
        "snoozed": lambda c: c.status == "snoozed",
        "closed": lambda c: c.status in ("resolved", "closed"),
        "spam": lambda c: c.status == "spam",
    }[view]
    rows: Iterable[Conversation] = [c for c in visible_to(staff) if belongs(c)]
    column = VIEWS[view].column
    ordered = sorted(rows, key=lambda c: (getattr(c, column), c.id.hex), reverse=VIEWS[view].newest)
    return [c.reference for c in ordered]
