"""Somebody writes through the contact form; everybody else tries to."""

from __future__ import annotations

import email
import io
import re
from datetime import UTC, datetime
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from madoguchi.channels.web_form.jobs import send_receipt
from madoguchi.channels.web_form.promise import answer_by
from madoguchi.company.hours import schedule_from_plain
from madoguchi.files.models import StoredFile
from madoguchi.inbox.models import Conversation, Message
from madoguchi.jobs.models import Job
from madoguchi.people.models import Identity, Proof
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _calm(settings: Any, tmp_path: Path) -> None:
    cache.clear()
    settings.FORM_SECONDS = 0
    settings.SMTP_URL, settings.HOME = "", tmp_path
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        }
    }


def _filled(client: Client, topic: str = "deposits_withdrawals", **values: Any) -> dict[str, Any]:
    page = client.get("/contact", {"topic": topic}).content.decode()
    once = re.search(r'name="once" value="([^"]+)"', page)
    assert once
    return {
        "topic": topic,
        "once": once[1],
        "language": "en",
        "email": "kim@example.com",
        "name": "Kim",
        "text": "Where is my deposit?",
    } | values


def test_kim_writes_and_hears_at_once_what_happens_next(cast: Cast, client: Client) -> None:
    sent = client.post(
        "/contact", _filled(client, field_asset="BTC", field_txid="ab" * 32, subject="Deposit"), follow=True
    )
    conversation = Conversation.objects.get()
    assert conversation.reference in sent.content.decode()
    assert sent.redirect_chain
    assert (conversation.topic, conversation.subject) == ("deposits_withdrawals", "Deposit")
    assert conversation.fields == {"asset": "BTC", "txid": "ab" * 32}
    identity = Identity.objects.get()
    assert (identity.channel, identity.address, identity.proof) == ("email", "kim@example.com", Proof.CLAIMED)
    assert conversation.proof == Proof.CLAIMED
    assert Job.objects.filter(name="web_form.send_receipt").count() == 1


def test_pressing_send_twice_is_one_message_and_one_receipt(cast: Cast, client: Client) -> None:
    filled = _filled(client)
    client.post("/contact", filled)
    client.post("/contact", filled)
    assert Message.objects.count() == 1
    assert Job.objects.filter(name="web_form.send_receipt").count() == 1
    client.post("/contact", filled | {"text": "And one more thing"})
    assert Message.objects.count() == 2


def test_what_is_wrong_is_said_on_top_and_beside_the_field_and_nothing_is_lost(
    cast: Cast, client: Client
) -> None:
    page = client.post("/contact", _filled(client, email="kim@", text="", name="Kim <b>", field_asset="BTC"))
    html = page.content.decode()
    assert page.status_code == 422
    assert 'href="#id_email"' in html
    assert 'href="#id_text"' in html
    assert 'aria-describedby="id_email_hint id_email_error"' in html
    assert 'value="Kim &lt;b&gt;"' in html
    assert 'value="BTC"' in html
    assert not Message.objects.exists()


def test_programs_are_kept_out_and_a_person_is_told_why(cast: Cast, client: Client, settings: Any) -> None:
    caught = client.post("/contact", _filled(client, website="http://spam.example"))
    assert caught.status_code == 422
    settings.FORM_SECONDS = 30
    assert client.post("/contact", _filled(client)).status_code == 422
    assert client.post("/contact", _filled(client, once="forged")).status_code == 422
    assert not Message.objects.exists()


def test_too_many_from_one_address_wait_and_others_do_not(cast: Cast, client: Client, settings: Any) -> None:
    settings.RATE_FORM = "2/10m"
    for number in range(2):
        assert client.post("/contact", _filled(client, text=f"no {number}")).status_code == 302
    stopped = client.post("/contact", _filled(client, text="no 3"))
    assert stopped.status_code == 429
    assert int(stopped["Retry-After"]) > 0
    assert (
        client.post("/contact", _filled(client, text="other"), REMOTE_ADDR="203.0.113.9").status_code == 302
    )


def test_a_seed_phrase_reaches_no_row(cast: Cast, client: Client) -> None:
    seed = "legal winner thank year wave sausage worth useful legal winner thank yellow"
    client.post("/contact", _filled(client, text=f"my words: {seed}", subject=seed, field_asset="BTC"))
    message = Message.objects.get()
    assert "sausage" not in message.text + message.conversation.subject + str(message.conversation.fields)


def test_the_receipt_says_the_number_and_repeats_nothing(cast: Cast, client: Client, tmp_path: Path) -> None:
    client.post("/contact", _filled(client, text="Visit http://spam.example", name="Buy now", language="ja"))
    message = Message.objects.get()
    send_receipt(message_id=str(message.id))
    (path,) = (tmp_path / "mail").iterdir()
    mail = email.message_from_bytes(path.read_bytes(), policy=default)
    assert mail["To"] == "kim@example.com"
    assert mail["Content-Language"] == "ja"
    assert message.conversation.reference in mail["Subject"]
    whole = path.read_text()
    assert "spam.example" not in whole
    assert "Buy now" not in whole


def test_nobody_can_make_us_flood_somebodys_mailbox(
    cast: Cast, client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.AUTO_REPLIES_PER_DAY = 2
    for number in range(4):
        client.post("/contact", _filled(client, text=f"flood {number}"))
    for message in Message.objects.all():
        send_receipt(message_id=str(message.id))
    assert len(list((tmp_path / "mail").iterdir())) == 2


def _picture(**more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, **({"format": "PNG"} | more))
    return out.getvalue()


def test_a_picture_is_attached_and_drawn_anew(cast: Cast, client: Client) -> None:
    evil = _picture() + b"<script>alert(1)</script>"
    client.post("/contact", _filled(client, attachments=[SimpleUploadedFile("a.png", evil, "image/png")]))
    stored = StoredFile.objects.get()
    assert stored.image
    assert Message.objects.get().attachments.count() == 1
    assert stored.size < len(evil)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("invoice.pdf", b"MZ\x90\x00" + b"\x00" * 200),
        ("photo.jpg", b"\x7fELF\x02\x01\x01" + b"\x00" * 64),
        ("run.txt", b"#!/bin/sh\nrm -rf /\n"),
        ("page.hta", b"<html></html>"),
        ("statement.pdf\u202egnp.exe", b"hello"),
    ],
)
def test_a_program_is_refused_whatever_it_is_called(
    cast: Cast, client: Client, name: str, content: bytes
) -> None:
    answer = client.post(
        "/contact", _filled(client, attachments=[SimpleUploadedFile(name, content, "image/png")])
    )
    assert answer.status_code == 422
    assert not Message.objects.exists()
    assert not StoredFile.objects.exists()


def test_too_many_and_too_large_files_are_refused_in_place(cast: Cast, client: Client, settings: Any) -> None:
    settings.FILES_PER_MESSAGE, settings.FILE_BYTES = 2, 1_000_000
    many = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(3)]
    assert client.post("/contact", _filled(client, attachments=many)).status_code == 422
    large = SimpleUploadedFile("a.txt", b"x" * 1_000_001)
    assert client.post("/contact", _filled(client, attachments=[large])).status_code == 422
    assert not StoredFile.objects.exists()


HOURS = {
    "tz": "Asia/Tokyo",
    "hours": {day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
}


@pytest.mark.parametrize(
    ("now", "by"),
    [
        ("2026-11-18T03:00", "2026-11-19T03:00"),  # Wednesday noon in Tokyo: Thursday noon
        ("2026-11-20T08:00", "2026-11-23T00:00"),  # Friday 17:00: Saturday is closed, so Monday 9:00
        ("2026-11-21T03:00", "2026-11-24T00:00"),  # Saturday: from Monday 9:00 on
    ],
)
def test_the_promise_is_a_moment_at_which_somebody_is_there(now: str, by: str) -> None:
    schedule = schedule_from_plain(HOURS)
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert answer_by(schedule, moment) == datetime.fromisoformat(by).replace(tzinfo=UTC)
    never = schedule_from_plain({"tz": "UTC"})
    assert answer_by(never, moment) > moment
