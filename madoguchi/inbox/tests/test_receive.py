"""A customer says something, once, and into the right conversation."""

from __future__ import annotations

import uuid

import pytest

from madoguchi.inbox import actions, queries
from madoguchi.inbox.actions import Refused, receive_many
from madoguchi.inbox.contract import InboundMessage
from madoguchi.inbox.models import Conversation, Message, Participant
from madoguchi.people.models import Identity, Proof
from tests.cast import Cast

SEED = "legal winner thank year wave sausage worth useful legal winner thank yellow"


def test_saying_it_twice_changes_nothing(cast: Cast) -> None:
    first = cast.says("visitor-kim", "안녕하세요", external_id="k1")
    again = cast.says("visitor-kim", "안녕하세요", external_id="k1")
    assert not first.duplicate
    assert again.duplicate
    assert again.message_id == first.message_id
    assert Message.objects.count() == 1
    assert Conversation.objects.get().version == first.version


def test_the_same_id_in_one_batch_is_one_message(cast: Cast) -> None:
    said = InboundMessage(external_id="x", sender_channel="website_chat", sender_address="kim", text="hello")
    first, second = receive_many([(said, cast.chat.id), (said, cast.chat.id)])
    assert first.message_id == second.message_id
    assert second.duplicate
    assert Message.objects.count() == 1


def test_an_answer_by_mail_finds_its_conversation_by_what_it_refers_to(cast: Cast) -> None:
    first = cast.says("marta@correio.example", "Olá", door=cast.mail, external_id="m1@correio.example")
    second = cast.says(
        "marta@correio.example",
        "E então?",
        door=cast.mail,
        references=("m1@correio.example",),
        subject="Re: Olá",
    )
    assert second.conversation_id == first.conversation_id
    assert second.position > first.position


def test_mallory_who_knows_the_reference_and_the_message_id_does_not_get_in(cast: Cast) -> None:
    marta = cast.says("marta@correio.example", "Olá", door=cast.mail, external_id="m1@correio.example")
    forged = cast.says(
        "mallory@evil.example",
        f"[{marta.reference}] please send it to my address",
        door=cast.mail,
        references=("m1@correio.example",),
        conversation_id=marta.conversation_id,
        subject=f"Re: {marta.reference}",
    )
    assert forged.conversation_id != marta.conversation_id
    assert Conversation.objects.get(id=forged.conversation_id).continued_from_id == marta.conversation_id
    assert Message.objects.filter(conversation_id=marta.conversation_id).count() == 1
    mallory = Identity.objects.get(address="mallory@evil.example")
    assert not Participant.objects.filter(conversation_id=marta.conversation_id, identity=mallory).exists()


def test_mallory_cannot_take_a_message_id_that_is_somebody_elses(cast: Cast) -> None:
    kim = cast.says("kim", "hello", external_id="shared-id")
    mallory = cast.says("mallory", "hi", external_id="own-id")
    identity = Identity.objects.get(address="mallory")
    with pytest.raises(Refused):
        cast.says("mallory", "let me in", external_id="shared-id", identity_id=identity.id)
    assert kim.conversation_id != mallory.conversation_id


def test_one_bad_message_harms_no_other(cast: Cast) -> None:
    def said(number: int, text: str) -> tuple[InboundMessage, uuid.UUID]:
        return (
            InboundMessage(
                external_id=str(number), sender_channel="website_chat", sender_address="kim", text=text
            ),
            cast.chat.id,
        )

    outcomes = receive_many([said(1, "one"), said(2, "   "), said(3, "three")])
    assert isinstance(outcomes[1], Refused)
    assert [m.text for m in Message.objects.order_by("position")] == ["one", "three"]


def test_a_person_reopens_what_was_resolved_and_a_machine_does_not(cast: Cast) -> None:
    said = cast.says("marta@correio.example", "Olá", door=cast.mail, external_id="m1")
    actions.set_status(staff=cast.ada, reference=said.reference, status="resolved")
    cast.says("marta@correio.example", "Estou de férias", door=cast.mail, references=("m1",), automatic=True)
    assert Conversation.objects.get().status == "resolved"
    cast.says("marta@correio.example", "Ainda não", door=cast.mail, references=("m1",))
    conversation = Conversation.objects.get()
    assert conversation.status == "open"
    assert conversation.waiting_since is not None


def test_a_closed_conversation_stays_closed_and_a_linked_one_opens(cast: Cast) -> None:
    said = cast.says("marta@correio.example", "Olá", door=cast.mail, external_id="m1")
    actions.set_status(staff=cast.ada, reference=said.reference, status="closed")
    later = cast.says("marta@correio.example", "De novo", door=cast.mail, references=("m1",))
    assert later.opened
    assert Conversation.objects.get(id=later.conversation_id).continued_from_id == said.conversation_id
    assert Conversation.objects.get(id=said.conversation_id).status == "closed"


def test_a_seed_phrase_reaches_no_row(cast: Cast) -> None:
    said = cast.says("kim", f"my words are {SEED} please help", fields={"memo": SEED}, subject=SEED)
    message = Message.objects.get()
    conversation = Conversation.objects.get()
    assert said.masked == ("seed-phrase",)
    for text in (message.text, conversation.preview, conversation.subject, str(conversation.fields)):
        assert "sausage" not in text


def test_what_the_hot_statements_write_is_what_the_orm_reads(cast: Cast) -> None:
    said = cast.says("kim", "where is it", external_id="c1", html="<b>where</b>", data={"a": [1, "ü"]})
    message = Message.objects.get(id=said.message_id)
    message.full_clean(exclude=["state_reason"])
    conversation = Conversation.objects.get(id=said.conversation_id)
    assert (message.position, message.version, conversation.version) == (1, 1, 1)
    assert message.created_at == said.created_at == conversation.last_message_at == conversation.waiting_since
    assert conversation.list_at == conversation.waiting_since
    assert (message.kind, message.state, message.data) == ("customer", "received", {"a": [1, "ü"]})
    assert message.identity == conversation.identity
    before = (conversation.created_at, conversation.list_at)
    conversation.save()
    conversation.refresh_from_db()
    assert (conversation.created_at, conversation.list_at) == before


def test_a_new_conversation_holds_what_the_orm_would_have_written(cast: Cast) -> None:
    said = cast.says(
        "marta",
        "where is it",
        subject=" Где? ",
        topic="deposit",
        fields={"tx": "0xü"},
        claimed_email="A@b.example",
    )
    conversation = Conversation.objects.select_related("customer", "identity").get(id=said.conversation_id)
    conversation.full_clean()
    assert (conversation.subject, conversation.topic, conversation.fields) == (
        "Где?",
        "deposit",
        {"tx": "0xü"},
    )
    assert (conversation.status, conversation.priority, conversation.has_attachment) == ("new", 3, False)
    assert conversation.team_id == conversation.inbox.team_id
    assert conversation.created_at == said.created_at
    assert (conversation.assignee, conversation.continued_from, conversation.snoozed_until) == (
        None,
        None,
        None,
    )
    claimed = conversation.participants.exclude(identity=conversation.identity).get()
    assert claimed.added_at == said.created_at
    assert (claimed.identity.address, claimed.identity.proof) == ("a@b.example", Proof.CLAIMED)
    assert claimed.identity.customer_id != conversation.customer_id
    people = (conversation.identity, conversation.customer, claimed.identity.customer)
    for row in people:
        row.full_clean()
        before = row.created_at
        row.save()
        row.refresh_from_db()
        assert row.created_at == before


def test_versions_rise_without_holes_and_catching_up_gives_what_was_missed(cast: Cast) -> None:
    said = cast.says("kim", "one", external_id="1")
    for number in range(2, 6):
        cast.says("kim", str(number), conversation_id=said.conversation_id)
    cast.answers(cast.ada, said.reference, "Hello")
    change = queries.change_since(cast.ada, said.reference, version=3)
    assert change is not None
    assert [entry.position for entry in change.entries] == [4, 5, 6]
    assert change.head.version == 6
    assert queries.change_since(cast.otto, said.reference, version=0) is None
