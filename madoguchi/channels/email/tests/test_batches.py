"""Mails that are taken in together: one commit for all, and each for itself where one of them is hostile."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from madoguchi.channel_kit.actions import take_in_many, try_again
from madoguchi.channel_kit.contract import Payload
from madoguchi.channel_kit.models import RawPayload
from madoguchi.core.crypto import encrypt
from madoguchi.inbox.models import Conversation, Message
from madoguchi.people.models import Identity
from tests.cast import Cast

State = RawPayload.State


def mail(number: int, *, sender: str = "", text: str = "", answers: int | None = None) -> bytes:
    lines = [
        f"From: {sender or f'Customer {number} <customer{number}@kunde.example>'}",
        "To: support@hoshi.example",
        f"Subject: Question {number}",
        f"Message-ID: <{number}@kunde.example>",
        *([f"In-Reply-To: <{answers}@kunde.example>"] if answers is not None else []),
        "Content-Type: text/plain; charset=utf-8",
        "",
        text or f"mail {number}",
        "",
    ]
    return "\r\n".join(lines).encode()


def take(cast: Cast, *mails: bytes) -> list[RawPayload]:
    return take_in_many([Payload("email", cast.mail.id, raw) for raw in mails])


def texts() -> set[str]:
    return set(Message.objects.values_list("text", flat=True))


def _without_sender(number: int) -> bytes:
    return b"Subject: nobody\r\n\r\nx\r\n"


def _refused_by_the_database(number: int) -> bytes:
    return mail(number, text="poison")


@pytest.mark.parametrize("hostile", [_without_sender, _refused_by_the_database])
def test_one_hostile_mail_among_twenty_waits_and_nineteen_arrive(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, hostile: Callable[[int], bytes]
) -> None:
    _the_database_refuses(monkeypatch, "poison")
    mails = [hostile(n) if n == 7 else mail(n) for n in range(20)]
    rows = take(cast, *mails)
    assert [row.state for row in rows] == [State.QUARANTINED if n == 7 else State.DONE for n in range(20)]
    for row in rows:
        state = row.state
        row.refresh_from_db()
        assert row.state == state
        assert row.retry_at is None  # a person should look
    assert texts() == {f"mail {n}" for n in range(20) if n != 7}
    assert Conversation.objects.count() == Identity.objects.filter(channel="email").count() == 19


@pytest.mark.django_db(transaction=True)
def test_a_batch_is_two_commits(transactional_db: None, cast: Cast) -> None:
    take(cast, mail(99))
    with CaptureQueriesContext(connection) as queries:
        take(cast, *map(mail, range(20)))
    assert [q["sql"] for q in queries].count("COMMIT") == 2
    assert Message.objects.count() == 21


def test_an_answer_in_the_same_batch_finds_its_conversation_and_a_sender_is_one_person(cast: Cast) -> None:
    marta = "Marta <marta@correio.example>"
    take(
        cast,
        mail(1, sender=marta),
        mail(2, sender=marta, answers=1),
        mail(3, sender="MARTA@correio.example", text="another matter"),
        mail(4, sender="mallory@evil.example", answers=1),
    )
    identity = Identity.objects.get(address="marta@correio.example")
    assert identity.customer.name == "Marta"
    held = {message.text: message.conversation_id for message in Message.objects.all()}
    assert held["mail 1"] == held["mail 2"]
    assert len({held["mail 1"], held["another matter"], held["mail 4"]}) == 3  # mallory gets no way in


def test_the_same_mail_twice_in_a_batch_and_once_more_after_it_is_one(cast: Cast) -> None:
    first, second, _ = take(cast, mail(1), mail(1), mail(2))
    (third,) = take(cast, mail(1))
    assert first.id == second.id == third.id
    assert texts() == {"mail 1", "mail 2"}


def test_a_database_that_is_away_loses_nothing_and_all_arrive_by_themselves(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as away:
        away.setattr(import_module("madoguchi.inbox.actions.receive"), "recognise_many", _locked)
        rows = take(cast, *map(mail, range(5)))
    assert {row.state for row in rows} == {State.QUARANTINED}
    assert not Message.objects.exists()
    assert try_again() == 0  # not before its time
    RawPayload.objects.update(retry_at=timezone.now() - timedelta(seconds=1))
    assert try_again() == 5
    assert try_again() == 0
    assert texts() == {f"mail {n}" for n in range(5)}


def test_it_is_tried_a_bounded_number_of_times_and_later_each_time(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    settings.RAW_PAYLOAD_ATTEMPTS = 4  # type: ignore[attr-defined]
    monkeypatch.setattr(import_module("madoguchi.inbox.actions.receive"), "recognise_many", _locked)
    (row,) = take(cast, mail(1))
    waits = []
    while row.retry_at:
        waits.append(row.retry_at - timezone.now())
        RawPayload.objects.update(retry_at=timezone.now() - timedelta(seconds=1))
        try_again()
        row.refresh_from_db()
    assert (row.attempts, row.state) == (4, State.QUARANTINED)
    assert sorted(waits) == waits
    assert len(waits) == 3
    assert "database is locked" in row.problem


@pytest.mark.django_db(transaction=True)
def test_a_kill_between_keeping_and_taking_in_loses_nothing(transactional_db: None, cast: Cast) -> None:
    connection.close()
    child = os.fork()
    if child == 0:
        receive = import_module("madoguchi.channel_kit.intake")
        receive.receive_many = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
        take(cast, *map(mail, range(20)))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert set(RawPayload.objects.values_list("state", flat=True)) == {State.NEW}
    assert not Message.objects.exists()
    # The wire, which got no acknowledgement, brings some of them again; the rest is taken up by the job.
    take(cast, *map(mail, range(3)))
    RawPayload.objects.update(received_at=timezone.now() - timedelta(days=1))
    assert try_again() == 17
    assert texts() == {f"mail {n}" for n in range(20)}
    assert Message.objects.count() == 20


def test_what_kills_the_process_is_not_tried_for_ever(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    settings.RAW_PAYLOAD_ATTEMPTS = 2  # type: ignore[attr-defined]
    monkeypatch.setattr(import_module("madoguchi.channel_kit.intake"), "receive_many", _ends)
    with pytest.raises(KeyboardInterrupt):
        take(cast, mail(1))
    for _ in range(2):
        RawPayload.objects.update(received_at=timezone.now() - timedelta(days=1), retry_at=timezone.now())
        with pytest.raises(KeyboardInterrupt):
            try_again()
    assert try_again() == 0
    assert RawPayload.objects.get().state == State.QUARANTINED


def test_one_that_cannot_be_decrypted_any_more_keeps_no_other_waiting(cast: Cast) -> None:
    kept = [RawPayload(inbox_id=cast.mail.id, channel="email", digest=str(n)) for n in range(2)]
    kept[0].content, kept[1].content = b"of another key", encrypt(mail(1))
    RawPayload.objects.bulk_create(kept)
    RawPayload.objects.update(received_at=timezone.now() - timedelta(days=1))
    assert try_again() == 1
    assert texts() == {"mail 1"}
    assert "another key" in RawPayload.objects.get(id=kept[0].id).problem
    assert try_again() == 0


def _locked(*_: object) -> None:
    raise OperationalError("database is locked")


def _ends(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def _the_database_refuses(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    statements = import_module("madoguchi.inbox.statements")
    write = statements.write_messages

    def refusing(rows: list[tuple[object, ...]], *rest: object) -> None:
        if any(word in row for row in rows):
            raise TypeError("no such value")
        write(rows, *rest)

    monkeypatch.setattr(statements, "write_messages", refusing)
