"""Ada ticks several conversations and changes them together; what she may not change stays as it is, and she is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from madoguchi.inbox.models import Conversation, Message
from madoguchi.people.models import Agent
from tests.cast import Cast


@pytest.fixture
def three(cast: Cast) -> list[str]:
    return [cast.says(f"kim{n}@mail.example", f"Question {n}", door=cast.mail).reference for n in range(3)]


@pytest.fixture
def others(cast: Cast) -> str:
    """A conversation of the security team."""
    told = cast.says("marta@mail.example", "I lost my phone", door=cast.mail)
    Conversation.objects.filter(id=told.conversation_id).update(team=cast.security)
    return told.reference


def states(references: list[str], *columns: str) -> set[tuple[Any, ...]]:
    return set(Conversation.objects.filter(reference__in=references).values_list(*columns))


def test_all_are_resolved_and_that_is_taken_back(cast: Cast, sign_in, three) -> None:
    ada = sign_in(cast.ada)
    answer = ada.post("/desk/bulk", {"c": three, "do": "status", "value": "resolved", "view": "all"}).json()
    assert states(three, "status") == {("resolved",)}
    assert answer["text"] == "3 conversations changed."
    assert [row in answer["rows"] for row in three] == [True] * 3
    assert (answer["failed"], answer["gone"]) == ([], [])
    [back] = answer["undo"]
    assert (back["do"], back["value"], sorted(back["c"])) == ("status", "open", sorted(three))
    ada.post("/desk/bulk", back)
    assert states(three, "status") == {("open",)}


@pytest.mark.parametrize(
    ("do", "value", "column", "becomes"),
    [("agent", "me", "assignee__public_name", "Ada"), ("priority", "1", "priority", 1), ("tags", "refund, VIP", "tags__name", "vip")],
)  # fmt: skip
def test_each_thing_that_can_be_done(
    cast: Cast, sign_in, three, do: str, value: str, column: str, becomes: object
) -> None:
    ada = sign_in(cast.ada)
    first = ada.post("/desk/bulk", {"c": three, "do": do, "value": value}).json()
    assert (becomes,) in states(three, column)
    assert first["text"] == "3 conversations changed."
    before = Message.objects.count()
    again = ada.post("/desk/bulk", {"c": three, "do": do, "value": value}).json()
    assert again["text"] == "0 conversations changed. 3 conversations were so already."
    assert Message.objects.count() == before


def test_tags_that_are_there_stay(cast: Cast, sign_in, three) -> None:
    ada = sign_in(cast.ada)
    ada.post(f"/desk/c/{three[0]}/tags", {"tags": "chargeback"})
    ada.post("/desk/bulk", {"c": three, "do": "tags", "value": "refund"})
    assert states(three[:1], "tags__name") == {("chargeback",), ("refund",)}
    assert states(three[1:], "tags__name") == {("refund",)}


def test_snoozing_needs_a_time_to_come(cast: Cast, sign_in, three) -> None:
    ada = sign_in(cast.ada)
    past = (timezone.now() - timedelta(hours=1)).isoformat()
    answer = ada.post("/desk/bulk", {"c": three, "do": "status", "value": "snoozed", "until": past}).json()
    assert {failed["reason"] for failed in answer["failed"]} == {"Choose a time to come."}
    later = (timezone.now() + timedelta(hours=1)).isoformat()
    ada.post("/desk/bulk", {"c": three, "do": "status", "value": "snoozed", "until": later})
    assert states(three, "status") == {("snoozed",)}


def test_handed_to_another_team_they_leave_her_list(cast: Cast, sign_in, three) -> None:
    wish = {"c": three, "do": "team", "value": str(cast.security.id)}
    answer = sign_in(cast.ada).post("/desk/bulk", wish).json()
    assert sorted(answer["gone"]) == sorted(three)
    assert "id=" not in answer["rows"]
    assert answer["undo"] == []


def test_what_is_not_hers_stays_as_it_is_and_the_others_change(cast: Cast, sign_in, three, others) -> None:
    wish = {"c": [*three, others, "AAAAA-AAAAA"], "do": "status", "value": "spam"}
    answer = sign_in(cast.ada).post("/desk/bulk", wish).json()
    assert answer["text"] == "3 conversations changed. 2 conversations were not changed."
    reasons = {failed["c"]: failed["reason"] for failed in answer["failed"]}
    assert reasons == dict.fromkeys((others, "AAAAA-AAAAA"), "It is not there, or belongs to another team.")
    assert states([others], "status") == {("new",)}
    assert "I lost my phone" not in str(answer)


def test_who_may_only_read_changes_nothing(cast: Cast, sign_in, three) -> None:
    agent = Agent.objects.get(id=cast.ada.agent_id)
    agent.role.permissions = []
    agent.role.save()
    answer = sign_in(cast.ada).post("/desk/bulk", {"c": three, "do": "status", "value": "spam"}).json()
    assert {failed["reason"] for failed in answer["failed"]} == {"Your role does not allow this."}
    assert states(three, "status") == {("new",)}
    assert 'id="bulk"' not in sign_in(cast.ada).get("/desk/all").content.decode()


@pytest.mark.parametrize(
    "wish", [{"do": "status", "value": "new"}, {"do": "delete"}, {"do": "priority", "value": "9"}]
)
def test_mallory_wishes_for_what_there_is_not(cast: Cast, sign_in, three, wish: dict[str, str]) -> None:
    answer = sign_in(cast.ada).post("/desk/bulk", {"c": three} | wish)
    assert answer.status_code == 422
    assert states(three, "status", "priority") == {("new", 3)}


def test_never_more_than_the_limit(cast: Cast, sign_in, three, settings: Any) -> None:
    settings.BULK_CONVERSATIONS = 2
    answer = sign_in(cast.ada).post("/desk/bulk", {"c": three, "do": "status", "value": "spam"})
    assert (answer.status_code, answer.json()["reason"]) == (422, "At most 2 conversations at once.")
    assert states(three, "status") == {("new",)}
