"""What screens are told of a message is what they would read: nothing is made up on the way."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from pytest_django.fixtures import DjangoCaptureOnCommitCallbacks

from madoguchi.inbox import actions, recent
from madoguchi.inbox.actions import receive_many
from madoguchi.inbox.contract import InboundMessage, Received
from madoguchi.inbox.models import Conversation, Message
from madoguchi.inbox.queries.announce import announced_changes, head_by_id
from madoguchi.inbox.queries.heads import heads_of
from tests.cast import Cast


def _next(cast: Cast, said: Received, text: str, **more: object) -> tuple[InboundMessage, uuid.UUID]:
    writer = Conversation.objects.get(id=said.conversation_id).identity
    inbound = InboundMessage(
        external_id=str(uuid.uuid4()),
        sender_channel="website_chat",
        sender_address=writer.address,
        text=text,
        identity_id=writer.id,
        conversation_id=said.conversation_id,
        **more,  # type: ignore[arg-type]
    )
    return inbound, cast.chat.id


@pytest.mark.parametrize("before", ["new", "open", "pending", "resolved", "snoozed", "spam"])
@pytest.mark.parametrize("automatic", [False, True])
def test_the_head_made_from_the_locked_row_is_the_one_in_the_database(
    cast: Cast,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    before: str,
    automatic: bool,
) -> None:
    said = cast.says("visitor-kim", "hello", language="ko", topic="deposit")
    actions.assign(staff=cast.ada, reference=said.reference, agent_id=cast.ada.agent_id)
    later = {"until": datetime.now(UTC) + timedelta(hours=1)} if before == "snoozed" else {}
    if before != "new":
        actions.set_status(staff=cast.lena, reference=said.reference, status=before, **later)
    with django_capture_on_commit_callbacks(execute=True):
        [outcome] = receive_many([_next(cast, said, "and now  \n this", automatic=automatic)])
    assert isinstance(outcome, Received)
    assert outcome.conversation_id == said.conversation_id
    kept = recent.recall_head(said.conversation_id, outcome.version)
    assert kept is not None
    assert kept == head_by_id(said.conversation_id)
    assert kept.preview == "and now this"


def test_several_messages_of_a_batch_show_the_head_after_the_last(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    said = [cast.says(f"visitor-{n}", "hello") for n in range(5)]
    batch = [_next(cast, one, f"message {n}") for n in range(3) for one in said]
    with django_capture_on_commit_callbacks(execute=True):
        outcomes = receive_many(batch)
    written: dict[uuid.UUID, list[tuple[uuid.UUID | None, int]]] = {}
    for outcome in outcomes:
        assert isinstance(outcome, Received)
        written.setdefault(outcome.conversation_id, []).append((outcome.message_id, outcome.version))
    changes = announced_changes(written)
    assert {change.head.id: change.head for change in changes} == {
        head.id: head for head in heads_of([one.conversation_id for one in said])
    }
    for change in changes:
        assert change.since == 1
        assert [entry.text for entry in change.entries] == ["message 0", "message 1", "message 2"]


def test_a_customer_who_waits_keeps_his_place_and_one_who_did_not_gets_one(cast: Cast) -> None:
    said = cast.says("visitor-yuki", "hello")
    place = Conversation.objects.get().list_at
    receive_many([_next(cast, said, "still here")])
    conversation = Conversation.objects.get()
    assert (conversation.list_at, conversation.waiting_since) == (place, place)
    actions.set_status(staff=cast.ada, reference=said.reference, status="pending")
    Conversation.objects.update(waiting_since=None, list_at=Conversation.place(None, place))
    receive_many([_next(cast, said, "and now?")])
    conversation = Conversation.objects.get()
    assert conversation.status == "open"
    assert conversation.list_at == conversation.waiting_since == Message.objects.latest("position").created_at


def test_what_was_taken_back_is_never_shown(cast: Cast) -> None:
    said = cast.says("visitor-kim", "hello")
    with transaction.atomic():
        receive_many([_next(cast, said, "never stored")])
        transaction.set_rollback(True)
    actions.set_priority(staff=cast.ada, reference=said.reference, priority=1)
    [change] = announced_changes({said.conversation_id: [(None, said.version + 1)]})
    assert change.head.preview == "hello"
    assert change.head.priority == 1


def test_mallory_does_not_write_into_a_conversation_that_a_batch_names_for_kim_too(cast: Cast) -> None:
    kim = cast.says("visitor-kim", "hello")
    mallory = cast.says("mallory", "hi")
    forged, door = _next(cast, mallory, "let me in")
    stranger = InboundMessage(
        external_id="forged",
        sender_channel="website_chat",
        sender_address=forged.sender_address,
        text="let me in",
        identity_id=forged.identity_id,
        conversation_id=kim.conversation_id,
    )
    outcomes = receive_many([_next(cast, kim, "mine"), (stranger, door)])
    assert [isinstance(outcome, Received) for outcome in outcomes] == [True, True]
    texts = Message.objects.filter(conversation_id=kim.conversation_id).values_list("text", flat=True)
    assert set(texts) == {"hello", "mine"}
