"""What a screen that comes back is told: by plain SQL, and no more than the rules of the ORM's queries allow."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.utils import timezone

from madoguchi.inbox import actions, queries
from madoguchi.inbox.actions import answers_arrived
from madoguchi.inbox.models import Conversation, Message
from madoguchi.inbox.queries.own_news import Asked, own_ids, own_news
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


def test_of_many_who_come_back_together_each_is_told_what_he_alone_may_see(told: Cast) -> None:
    readers = [asker for asker in askers(told) if isinstance(asker, Reader)]
    references = [*Conversation.objects.values_list("reference", flat=True), "00000-00000"]
    asked = [
        Asked(reader, reference, v) for reader in readers for reference in references for v in (0, 1, 99)
    ]
    together = own_news(asked)
    ids = own_ids([(one.reader, one.reference) for one in asked])
    assert any(news and news.entries for news in together)
    for one, news, id in zip(asked, together, ids, strict=True):
        alone = queries.change_since(one.reader, one.reference, version=one.version)
        assert id == queries.conversation_id(one.reader, one.reference)
        if alone is None:
            assert news is None
            continue
        assert news is not None
        head = alone.head
        assert (str(news.id), news.version, news.status) == (head.id, head.version, head.status)
        assert (news.subject, news.assignee) == (head.subject, head.assignee)
        assert news.entries == alone.entries


def test_mallory_among_those_who_come_back_gets_nothing_and_spoils_nothing(told: Cast) -> None:
    kim, mallory = reader_of("visitor-kim"), Reader(uuid4(), uuid4(), 0)
    reference = visible_to(kim).get().reference
    hers, his, again = own_news(
        [Asked(kim, reference, 0), Asked(mallory, reference, 0), Asked(kim, reference, 1)]
    )
    assert hers is not None
    assert again is not None
    assert [entry.text for entry in hers.entries if entry.text] == ["안녕하세요", "Hello Kim"]
    assert [entry.text for entry in again.entries if entry.text] == ["Hello Kim"]
    assert his is None
    assert own_ids([(mallory, reference), (kim, reference)]) == [None, hers.id]


def test_a_long_conversation_comes_in_pages_and_too_much_of_it_not_at_all(
    told: Cast, settings: LazySettings
) -> None:
    kim = reader_of("visitor-kim")
    conversation = visible_to(kim).get()
    reference = conversation.reference
    for n in range(60):
        told.says("visitor-kim", f"more {n}", conversation_id=conversation.id)
    newest, missed = own_news([Asked(kim, reference, 0), Asked(kim, reference, 20)])
    assert newest is not None
    assert missed is not None
    assert [entry.text for entry in newest.entries] == [f"more {n}" for n in range(10, 60)]
    assert newest.more
    alone = queries.change_since(kim, reference, version=20)
    assert alone is not None
    assert missed.entries == alone.entries
    assert not missed.more
    settings.LIVE_CATCH_UP_ITEMS = 5
    (too_much,) = own_news([Asked(kim, reference, 20)])
    assert too_much is not None
    assert too_much.too_much
    assert too_much.entries == []
