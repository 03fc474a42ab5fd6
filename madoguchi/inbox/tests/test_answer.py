"""An agent answers: the guard, undo, secrets, and who may."""

from __future__ import annotations

import pytest

from madoguchi.inbox import actions, queries
from madoguchi.inbox.contract import InboxError, NewerMessages, NotAllowed
from madoguchi.inbox.models import Conversation, Delivery, Draft, Message
from tests.cast import Cast


@pytest.fixture
def question(cast: Cast) -> str:
    return cast.says("marta@correio.example", "Onde está o meu depósito?", door=cast.mail).reference


def test_an_answer_waits_for_undo_and_then_for_the_customer(cast: Cast, question: str) -> None:
    message = cast.answers(cast.ada, question, "Olá Marta")
    conversation = Conversation.objects.get()
    assert message.state == "queued"
    assert conversation.status == "pending"
    assert conversation.waiting_since is None
    assert conversation.assignee_id == cast.ada.agent_id
    assert Delivery.objects.get().channel == "email"


def test_the_same_press_of_send_is_one_answer(cast: Cast, question: str) -> None:
    first = cast.answers(cast.ada, question, "Olá", client_id="press-1")
    second = cast.answers(cast.ada, question, "Olá", client_id="press-1")
    assert first.id == second.id
    assert Delivery.objects.count() == 1


def test_the_guard_stops_an_answer_to_what_was_not_seen(cast: Cast, question: str) -> None:
    seen = Conversation.objects.get().version
    cast.says(
        "marta@correio.example", "Já chegou!", door=cast.mail, conversation_id=Conversation.objects.get().id
    )
    with pytest.raises(NewerMessages) as stopped:
        cast.answers(cast.ada, question, "Vamos procurar", last_seen_version=seen)
    assert [entry.text for entry in stopped.value.entries] == ["Já chegou!"]
    assert not Delivery.objects.exists()
    cast.answers(cast.ada, question, "Ótimo", last_seen_version=seen, send_anyway=True)
    assert Delivery.objects.count() == 1


def test_undo_calls_the_answer_back_and_the_customer_never_sees_it(cast: Cast, question: str) -> None:
    message = cast.answers(cast.ada, question, "Wrong customer, sorry")
    actions.undo_reply(staff=cast.ada, message_id=message.id)
    conversation = Conversation.objects.get()
    assert conversation.status == "open"
    assert conversation.waiting_since is not None
    assert actions.begin_attempt(delivery_id=Delivery.objects.get().id) is None
    assert Message.objects.get(id=message.id).state == "undone"


def test_undo_is_too_late_once_an_attempt_began(cast: Cast, question: str) -> None:
    message = cast.answers(cast.ada, question, "Olá")
    Delivery.objects.update(attempts=1)
    with pytest.raises(InboxError):
        actions.undo_reply(staff=cast.ada, message_id=message.id)


def test_an_agent_cannot_send_a_secret(cast: Cast, question: str) -> None:
    seed = "legal winner thank year wave sausage worth useful legal winner thank yellow"
    with pytest.raises(actions.SecretInAnswer):
        cast.answers(cast.ada, question, f"Is this yours: {seed}")
    assert not Message.objects.filter(kind="agent").exists()


def test_otto_of_another_team_can_neither_see_nor_answer(cast: Cast, question: str) -> None:
    assert queries.thread(cast.otto, question) is None
    assert queries.list_conversations(cast.otto, "all").rows == []
    for attempt in (
        lambda: cast.answers(cast.otto, question, "Hi"),
        lambda: actions.note(staff=cast.otto, reference=question, text="x", client_id="1"),
        lambda: actions.set_status(staff=cast.otto, reference=question, status="closed"),
        lambda: actions.save_draft(staff=cast.otto, reference=question, kind="reply", text="x"),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert queries.thread(cast.lena, question) is not None


def test_a_draft_is_kept_and_two_screens_do_not_overwrite_each_other(cast: Cast, question: str) -> None:
    first = actions.save_draft(staff=cast.ada, reference=question, kind="reply", text="Olá Mar")
    actions.save_draft(staff=cast.ada, reference=question, kind="reply", text="Olá Marta", revision=first)
    with pytest.raises(actions.DraftConflict) as conflict:
        actions.save_draft(
            staff=cast.ada, reference=question, kind="reply", text="Outra coisa", revision=first
        )
    assert conflict.value.text == "Olá Marta"
    cast.answers(cast.ada, question, "Olá Marta, vamos ver")
    assert not Draft.objects.exists()


def test_notes_and_held_answers_never_reach_the_customer(cast: Cast) -> None:
    said = cast.says("visitor-kim", "hello")
    actions.note(staff=cast.ada, reference=said.reference, text="looks like fraud", client_id="n1")
    actions.set_priority(staff=cast.ada, reference=said.reference, priority=1)
    from madoguchi.people.models import Identity
    from madoguchi.people.queries import reader_of_identity

    kim = reader_of_identity(Identity.objects.get(address="visitor-kim").id)
    assert kim is not None
    found = queries.thread(kim, said.reference)
    assert found is not None
    assert [entry.kind for entry in found[1]] == ["customer"]
