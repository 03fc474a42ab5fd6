"""Hostile and broken mails: kept, never in the way of the next, never a secret in the raw log."""

from __future__ import annotations

import base64
import time
from email.message import EmailMessage
from importlib import import_module

import pytest

from madoguchi.channel_kit.actions import NotMine, replay, take_in
from madoguchi.channel_kit.models import RawPayload
from madoguchi.channel_kit.queries import quarantined
from madoguchi.core.crypto import decrypt
from madoguchi.files.models import StoredFile
from madoguchi.inbox.models import Message
from tests.cast import Cast

SEED = "legal winner thank year wave sausage worth useful legal winner thank yellow"


def mail(text: str = "hello", *, sender: str = "marta@correio.example", **headers: str) -> bytes:
    message = EmailMessage()
    if sender:
        message["From"] = sender
    message["To"] = "support@hoshi.example"
    message["Subject"] = "Question"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()


def take(cast: Cast, raw: bytes) -> RawPayload:
    return take_in(channel="email", inbox_id=cast.mail.id, content=raw)


def test_a_mail_without_sender_waits_and_the_next_goes_on(cast: Cast) -> None:
    held = take(cast, mail(sender=""))
    good = take(cast, mail())
    assert (held.state, good.state) == ("quarantined", "done")
    assert "names no sender" in held.problem
    assert Message.objects.count() == 1
    assert [row.id for row in quarantined(cast.lena)] == [held.id]
    assert quarantined(cast.otto) == []


def test_what_failed_in_the_database_is_replayed_by_a_lead_alone(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(import_module("madoguchi.inbox.actions.receive"), "recognise_many", _database_is_away)
        held = take(cast, mail())
    assert (held.state, Message.objects.count()) == ("quarantined", 0)
    with pytest.raises(NotMine):
        replay(staff=cast.ada, payload_id=held.id)
    assert replay(staff=cast.lena, payload_id=held.id).state == "done"
    assert Message.objects.get().text == "hello"
    with pytest.raises(NotMine):
        replay(staff=cast.lena, payload_id=held.id)
    assert Message.objects.count() == 1


def _database_is_away(*_: object) -> None:
    from django.db import OperationalError

    raise OperationalError("disk I/O error")


def test_a_seed_phrase_in_an_encoded_part_is_not_kept_in_the_raw_log(cast: Cast) -> None:
    encoded = base64.encodebytes(f"my words: {SEED}\n".encode())
    raw = (
        b"From: marta@correio.example\r\nTo: support@hoshi.example\r\nSubject: Words\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + encoded
    )
    row = take(cast, raw)
    row.refresh_from_db()
    kept = decrypt(row.content)
    assert row.state == "done"
    assert b"Subject: Words" in kept
    assert encoded[:40] not in kept
    assert "sausage" not in Message.objects.get().text


def test_a_secret_in_subject_or_name_reaches_no_row(cast: Cast) -> None:
    raw = f"From: {SEED} <marta@correio.example>\r\nTo: {SEED} <support@hoshi.example>\r\nSubject: {SEED}\r\n\r\nhi\r\n"
    row = take(cast, raw.encode())
    row.refresh_from_db()
    message = Message.objects.select_related("conversation", "identity").get()
    everything = [message.text, message.conversation.subject, str(message.data), message.author_name]
    everything += [message.identity.name, str(decrypt(row.content))]  # type: ignore[union-attr]
    assert not [text for text in everything if "sausage" in text]


def _nested(depth: int) -> bytes:
    head = b"From: mallory@evil.example\r\nSubject: deep\r\n"
    parts = [b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(depth)]
    return head + b"".join(parts) + b"Content-Type: text/plain\r\n\r\nbottom\r\n"


def _attached(depth: int) -> bytes:
    inner = b"From: mallory@evil.example\r\nSubject: bottom\r\n\r\nbottom\r\n"
    return (
        b"From: mallory@evil.example\r\nSubject: deep\r\n"
        + b"Content-Type: message/rfc822\r\n\r\n" * depth
        + inner
    )


HOSTILE = {
    "nested multiparts": lambda: _nested(3_000),
    "mails in mails": lambda: _attached(3_000),
    "ten thousand parts": lambda: (
        b"From: mallory@evil.example\r\nSubject: many\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        + b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 10_000
        + b"--b--\r\n"
    ),
    "blank lines in a report": lambda: (
        b"From: mallory@evil.example\r\nSubject: report\r\n"
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: message/delivery-status\r\n\r\n" + b"\r\n" * 500_000 + b"--b--\r\n"
    ),
    "one endless header": lambda: (
        b"From: mallory@evil.example\r\nSubject: " + b"a " * 2_000_000 + b"\r\n\r\nx\r\n"
    ),
    "zeros": lambda: b"From: mallory@evil.example\r\nSubject: z\r\n\r\n" + b"\0" * 1_000_000,
    "a hundred megabytes": lambda: (
        b"From: mallory@evil.example\r\nSubject: huge\r\nContent-Type: application/octet-stream\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n" + (b"QUJD" * 19 + b"\r\n") * 1_350_000
    ),
    "tags without end": lambda: (
        b"From: mallory@evil.example\r\nSubject: tags\r\nContent-Type: text/html\r\n\r\n" + b"<div>" * 400_000
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_mails_end_quickly_and_stop_nothing(cast: Cast, kind: str) -> None:
    raw = HOSTILE[kind]()
    began = time.process_time()
    row = take(cast, raw)
    spent = time.process_time() - began
    assert row.state in ("done", "quarantined")
    assert spent < 20, f"{kind}: {spent:.1f} s"
    assert take(cast, mail("next")).state == "done"
    assert Message.objects.filter(text="next").exists()
    assert not StoredFile.objects.filter(size__gt=20_000_000).exists()


def test_a_file_that_is_too_large_does_not_keep_the_mail_away(cast: Cast, settings: object) -> None:
    settings.FILE_BYTES = 1_000  # type: ignore[attr-defined]
    message = EmailMessage()
    message["From"], message["Subject"] = "marta@correio.example", "Screenshots"
    message.set_content("see the files")
    message.add_attachment(b"x" * 5_000, "application", "pdf", filename="large.pdf")
    message.add_attachment(b"small", "application", "pdf", filename="small.pdf")
    assert take(cast, message.as_bytes()).state == "done"
    received = Message.objects.get()
    assert [a.file.name for a in received.attachments.all()] == ["small.pdf"]
    assert any("large.pdf is too large" in problem for problem in received.data["mail"]["problems"])
