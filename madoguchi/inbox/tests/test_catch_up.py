"""What a screen that comes back is told: by plain SQL, and no more than the rules of the ORM's queries allow."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.utils import timezone

from madoguchi.inbox import actions, queries
from madoguchi.inbox.actions import answers_arrived
from madoguchi.inbox.models import Conversation, Message
from madoguchi.inbox.queries.thread import entries_of, head_of, visible_entries
from madoguchi.inbox.queries.visibility import visible_to
from madoguchi.people.contract import Asker, Reader
from madoguchi.people.models import Identity
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def reader_of(address: str, *, proof: int = 0) -> Reader:
    identity = Identity.objects.get(address=address)
    return Reader(identity.customer_id, identity.id, proof)


@pytest.fixture
def told(cast: Cast) -> Cast:
    """Kim, Yuki and Marta have written; Ada has answered Kim, called an answer back and left a note."""
    kim = cast.says("visitor-kim", "안녕하세요")
    yuki = cast.says("visitor-yuki", "こんにちは")
    marta = cast.says("marta@correio.example", "Olá", door=cast.mail)
    cast.answers(cast.ada, kim.reference, "Hello Kim")
    Message.objects.update(visible_at=None)
    called_back = cast.answers(cast.ada, kim.reference, "Not this")
    actions.undo_reply(staff=cast.ada, message_id=called_back.id)
    held = cast.answers(cast.ada, kim.reference, "Held for a moment")
    Message.objects.filter(id=held.id).update(visible_at=timezone.now() + timedelta(minutes=5))
    actions.note(staff=cast.ada, reference=kim.reference, text="Kim sounds worried", client_id="n1")
    Conversation.objects.filter(id=yuki.conversation_id).update(team=cast.security)
    Conversation.objects.filter(id=marta.conversation_id).update(status="spam")
    return cast


def askers(cast: Cast) -> list[Asker]:
    people = ("visitor-kim", "visitor-yuki", "marta@correio.example")
    signed_in = [reader_of(address, proof=3) for address in people]
    return [cast.ada, cast.otto, cast.lena, *map(reader_of, people), *signed_in]


def test_everybody_is_told_of_what_he_may_see_and_of_nothing_else(told: Cast) -> None:
    for asker in askers(told):
        seen = {row.reference: row for row in visible_to(asker)}
        for conversation in Conversation.objects.all():
            reference = conversation.reference
            change = queries.change_since(asker, reference, version=0)
            if reference not in seen:
                assert change is None
                assert queries.head(asker, reference) is None
                assert queries.conversation_id(asker, reference) is None
                continue
            assert change is not None
            assert change.head == head_of(seen[reference])
            assert change.entries == entries_of(visible_entries(asker, conversation.id).order_by("position"))
            assert queries.conversation_id(asker, reference) == conversation.id


def test_kim_never_reads_a_note_nor_what_was_called_back_or_is_held(told: Cast) -> None:
    reader = reader_of("visitor-kim")
    reference = visible_to(reader).get().reference
    change = queries.change_since(reader, reference, version=0)
    assert change is not None
    assert [entry.text for entry in change.entries if entry.text] == ["안녕하세요", "Hello Kim"]


def test_only_what_is_newer_comes_and_too_much_of_it_is_refused(told: Cast, settings: LazySettings) -> None:
    conversation = Conversation.objects.get(messages__text="Hello Kim")
    for version in range(conversation.version + 2):
        change = queries.change_since(told.ada, conversation.reference, version=version)
        assert change is not None
        assert change.entries == entries_of(
            conversation.messages.filter(version__gt=version).order_by("position")
        )
    settings.LIVE_CATCH_UP_ITEMS = 1
    with pytest.raises(LookupError):
        queries.change_since(told.ada, conversation.reference, version=0)


def test_answers_that_arrive_together_raise_a_conversation_once(told: Cast) -> None:
    answer = Message.objects.get(text="Hello Kim")
    Message.objects.filter(id=answer.id).update(state="sent")
    before = Conversation.objects.get(id=answer.conversation_id).version
    ids = list(Message.objects.values_list("id", flat=True))
    states = dict(Message.objects.exclude(id=answer.id).values_list("id", "state"))
    answers_arrived(message_ids=ids)
    answers_arrived(message_ids=ids)
    answer.refresh_from_db()
    assert (answer.state, answer.version) == ("delivered", before + 1)
    assert answer.delivery.finished_at is not None
    assert Conversation.objects.get(id=answer.conversation_id).version == before + 1
    assert dict(Message.objects.exclude(id=answer.id).values_list("id", "state")) == states
