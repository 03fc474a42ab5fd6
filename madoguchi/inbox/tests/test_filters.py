"""A narrowed list holds what fits and nothing else, in the wanted order, and no page looks at more than its bound."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from madoguchi.inbox.models import Conversation, Tag
from madoguchi.inbox.queries import Filter, list_conversations
from madoguchi.inbox.queries.views import VIEWS
from madoguchi.people.contract import Staff
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def mixed(pile: Cast) -> Cast:
    """The pile, by three channels, in three languages, of every priority; every fifth has a tag."""
    tag = Tag.objects.create(name="refund")
    doors = (pile.mail, pile.form, pile.chat)
    for number, row in enumerate(Conversation.objects.order_by("created_at", "id")):
        row.inbox, row.language, row.priority = (
            doors[number % 3],
            ("en", "ja", "ru")[number % 3],
            number % 4 + 1,
        )
        row.save(update_fields=["inbox", "language", "priority"])
        if number % 5 == 0:
            row.tags.add(tag)
    return pile


FILTERS = [
    Filter(channel="email"),
    Filter(language="ja", priority=2),
    Filter(tag="refund"),
    Filter(channel="web_form", tag="refund", reverse=True),
    Filter(reverse=True),
]


@pytest.mark.parametrize("wanted", FILTERS)
@pytest.mark.parametrize("scan", [9, 2_000])
def test_what_fits_is_there_once_and_in_order(mixed: Cast, settings: Any, wanted: Filter, scan: int) -> None:
    settings.LIST_SCAN = scan
    for staff in (mixed.ada, mixed.otto, mixed.lena):
        for view in VIEWS:
            fitting = set(
                Conversation.objects.filter(**wanted.conditions()).values_list("reference", flat=True)
            )
            everything = walk(staff, view, Filter(reverse=wanted.reverse))
            assert walk(staff, view, wanted) == [one for one in everything if one in fitting], (
                f"{staff.name} {view}"
            )


def test_the_other_direction_is_the_same_list_turned_round_but_who_does_not_wait_stays_last(
    mixed: Cast,
) -> None:
    for view in VIEWS:
        usual, turned = walk(mixed.lena, view, Filter()), walk(mixed.lena, view, Filter(reverse=True))
        assert sorted(usual) == sorted(turned)
        if VIEWS[view].column != "list_at":
            assert turned == usual[::-1]
    facts = {c.reference: c for c in Conversation.objects.all()}
    told = mixed.says("marta@mail.example", "Hello", door=mixed.mail)
    mixed.answers(mixed.ada, told.reference, "Hello")
    assert walk(mixed.lena, "all", Filter())[-1] == told.reference
    newest = walk(mixed.lena, "all", Filter(reverse=True))
    assert newest[-1] == told.reference
    assert facts[newest[0]].list_at > facts[newest[1]].list_at


def test_a_page_looks_at_no_more_than_its_bound_and_says_so(mixed: Cast, settings: Any) -> None:
    settings.LIST_SCAN = 9
    page = list_conversations(mixed.lena, "all", wanted=Filter(language="xx"))
    assert (page.rows, page.looked) == ([], 9)
    assert page.next
    with CaptureQueriesContext(
        connection,
    ) as asked:
        list_conversations(mixed.lena, "all", wanted=Filter(language="ja"))
    assert all("LIMIT" in query["sql"] for query in asked)


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the plan is SQLite's")
@pytest.mark.parametrize("wanted", FILTERS)
def test_a_filtered_page_reads_the_views_own_index(mixed: Cast, wanted: Filter) -> None:
    for staff in (mixed.ada, mixed.lena):
        for view in VIEWS:
            if view == "team" and not staff.team_ids:
                continue
            with CaptureQueriesContext(connection) as asked:
                list_conversations(staff, view, wanted=wanted)
            for query in asked:
                with connection.cursor() as cursor:
                    cursor.execute("EXPLAIN QUERY PLAN " + query["sql"].replace("%", "%%"))
                    plan = [row[3] for row in cursor.fetchall()]
                whole = [step for step in plan if step.startswith("SCAN") and "inbox_conversation" in step]
                assert all(" INDEX view_" in step for step in whole), f"{view}: {plan}"


def walk(staff: Staff, view: str, wanted: Filter) -> list[str]:
    found, cursor = [], ""
    for _ in range(100):
        page = list_conversations(staff, view, wanted=wanted, cursor=cursor, limit=7)
        found += [head.reference for head in page.rows]
        cursor = page.next
        if not cursor:
            return found
    raise AssertionError("the list does not end")
