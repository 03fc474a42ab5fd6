"""The mails we write, read back by somebody else's parser."""

from __future__ import annotations

import email
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from uuid import UUID

import pytest

from madoguchi.channels.email.addresses import bounce_address, bounced_message, conversation_of, mailbox_of
from madoguchi.channels.email.parse import parse_mail
from madoguchi.channels.email.send.answer import references_of, subject_of
from madoguchi.channels.email.send.body import Frame, bodies, html_of
from madoguchi.channels.email.send.letter import (
    BadAddress,
    Letter,
    LetterFile,
    compose,
    host_in_ascii,
    policy_for,
)
from madoguchi.channels.email.send.smtp import mail_bytes
from madoguchi.inbox.queries import Earlier

SOME = UUID(int=7)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def letter(**more: object) -> Letter:
    text, html = bodies("Hello", Frame(language="en", brand="Hoshi Exchange", reference="7KQ2M-X4T9B"))
    given: dict[str, object] = {
        "sender_name": "Ada (Hoshi)",
        "sender_address": "support@hoshi.example",
        "recipient_name": "Kim",
        "recipient_address": "kim@kunde.example",
        "reply_to": "",
        "envelope_from": "",
        "subject": "Re: Deposit",
        "message_id": f"md.{SOME.hex}.aaaaaaaaaaaaaaaa@hoshi.example",
        "text": text,
        "html": html,
        "date": NOW,
    }
    return Letter(**(given | more))  # type: ignore[arg-type]


def read(written: Letter) -> tuple[bytes, EmailMessage]:
    raw = mail_bytes(compose(written), policy_for(written))
    parsed = email.message_from_bytes(raw, policy=default)
    assert isinstance(parsed, EmailMessage)
    return raw, parsed


def test_names_subjects_and_file_names_of_any_script_survive() -> None:
    name, subject = (
        '窓口 花子, "Hana" и очень длинное имя с пробелами здесь',
        "Re: 入金が反映されません — где мои деньги? " * 3,
    )
    file = LetterFile("取引明細 2026年.pdf", "application/pdf", b"%PDF-1.4 x")
    raw, mail = read(letter(sender_name=name, recipient_name="김철수", subject=subject.strip(), files=[file]))
    head = raw.partition(b"\r\n\r\n")[0]
    assert head.isascii()
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    assert _as_header(raw, "From").startswith(
        f"{name} <"
    )  # the library's newer parser puts spaces between words
    assert parse_mail(raw).sender.name == name
    assert mail["To"].addresses[0].display_name == "김철수"
    assert mail["Subject"] == subject.strip()[:250].strip()
    assert [part.get_filename() for part in mail.iter_attachments()] == ["取引明細 2026年.pdf"]


def _as_header(raw: bytes, name: str) -> str:
    return str(make_header(decode_header(email.message_from_bytes(raw)[name])))


def test_ids_stand_on_the_line_of_their_header() -> None:
    ids = [f"{n}{'x' * 60}@kunde.example" for n in range(5)]
    raw, mail = read(letter(in_reply_to=ids[-1], references=ids))
    assert f"Message-ID: <md.{SOME.hex}".encode() in raw
    assert f"In-Reply-To: <{ids[-1]}>".encode() in raw
    assert mail["References"].split() == [f"<{id}>" for id in ids]


def test_a_picture_is_shown_in_the_html_and_named() -> None:
    _, mail = read(letter(files=[LetterFile("screen.png", "image/png", b"\x89PNG....", image=True)]))
    html = mail.get_body(("html",))
    assert html is not None
    picture = next(part for part in mail.walk() if part.get_content_type() == "image/png")
    assert f'src="cid:{picture["Content-ID"][1:-1]}"' in html.get_content()
    assert picture.get_filename() == "screen.png"


def test_nothing_that_is_sent_can_become_a_header_or_a_script() -> None:
    evil = "Kim\r\nBcc: mallory@evil.example"
    raw, mail = read(letter(recipient_name=evil, subject=evil, sender_name=evil))
    assert b"\r\nBcc:" not in raw
    assert mail["Bcc"] is None
    assert "<script>" not in html_of('<script>alert(1)</script> https://a.example/"><img>')
    assert html_of("see https://a.example/x?a=1&b=2.") == (
        'see <a href="https://a.example/x?a=1&amp;b=2">https://a.example/x?a=1&amp;b=2</a>.'
    )
    assert "javascript:" not in html_of("javascript:alert(1)").partition("href")[2]


@pytest.mark.parametrize(
    "address", ["", "kim", "@kunde.example", "kim@", "a b@kunde.example", "kim@kunde\n.example"]
)
def test_what_is_no_address_is_refused_in_words(address: str) -> None:
    with pytest.raises(BadAddress):
        host_in_ascii(address)


def test_addresses_beyond_ascii() -> None:
    assert host_in_ascii("kim@bücher.example") == "kim@xn--bcher-kva.example"
    assert not policy_for(letter(recipient_address="kim@bücher.example")).utf8
    raw, _ = read(letter(recipient_address="花子@kunde.example"))
    assert "花子@kunde.example".encode() in raw


def test_subjects() -> None:
    asked = Earlier(
        SOME, "customer", "1@kunde.example", "x", "Kim", NOW, {"mail": {"subject": "RE: Aw: Deposit"}}
    )
    assert subject_of(asked, "Other", "R", "en") == "Re: Deposit"
    chat = Earlier(SOME, "customer", "uuid", "x", "Kim", NOW, {})
    assert subject_of(chat, "Other", "R", "en") == "Other"
    assert subject_of(None, "", "7KQ2M-X4T9B", "en") == "Your request 7KQ2M-X4T9B"


def test_references_name_theirs_and_ours_and_no_id_that_is_none() -> None:
    ours = Earlier(UUID(int=9), "agent", "agent:press-1", "x", "Ada", NOW, {})
    theirs = Earlier(SOME, "customer", "1@kunde.example", "x", "Kim", NOW, {})
    hashed = Earlier(SOME, "customer", "sha256:abc", "x", "Kim", NOW, {})
    found = references_of(["0@kunde.example"], [theirs, ours, hashed], "hoshi.example")
    assert found[:2] == ["0@kunde.example", "1@kunde.example"]
    assert found[2].startswith(f"md.{UUID(int=9).hex}.")
    assert len(found) == 3


def test_bounce_addresses_are_signed_and_name_a_message_not_a_conversation() -> None:
    address = bounce_address("support@hoshi.example", SOME)
    assert bounced_message(address.upper()) == SOME
    assert bounced_message(address.replace("+b", "+c")) is None
    assert conversation_of(address.replace("+b", "+c")) is None
    assert mailbox_of(address) == "support@hoshi.example"
    wrong = address.replace("-", "-a", 1)
    assert bounced_message(wrong) is None
