"""Who wrote: names in any form, and never the wrong person."""

from __future__ import annotations

import pytest

from madoguchi.channels.email.parse import parse_mail
from madoguchi.channels.email.parse.addresses import parse_addresses


@pytest.mark.parametrize(
    ("header", "people"),
    [
        ("Kim <kim@c.example>", [("Kim", "kim@c.example")]),
        ("kim@c.example (Kim Lee)", [("Kim Lee", "kim@c.example")]),
        (
            '"Lee, Kim" <kim@c.example>, Marta <marta@c.example>',
            [("Lee, Kim", "kim@c.example"), ("Marta", "marta@c.example")],
        ),
        ("Lee, Kim <kim@c.example>", [("Lee, Kim", "kim@c.example")]),
        (
            "friends: kim@c.example, Marta <marta@c.example>;",
            [("", "kim@c.example"), ("Marta", "marta@c.example")],
        ),
        ("undisclosed-recipients:;", []),
        ("<<kim@c.example>>", [("", "kim@c.example")]),
        ("Kim <kim@c.example", [("Kim", "kim@c.example")]),
        ('"Kim <kim@c.example>', [("Kim", "kim@c.example")]),
        ("=?utf-8?B?7Jyg7YKk?= <yuki@c.example>", [("유키", "yuki@c.example")]),
        ('"=?utf-8?Q?Mart=C3=ADn=2C_A=2E?=" <m@c.example>', [("Martín, A.", "m@c.example")]),
        ('"kim lee"@c.example', [("", '"kim lee"@c.example')]),
        ("<mailto:kim@c.example>", [("", "kim@c.example")]),
        ("MAILER-DAEMON (Mail System)", [("Mail System", "MAILER-DAEMON")]),
        ("kim@c.example; marta@c.example", [("", "kim@c.example"), ("", "marta@c.example")]),
    ],
)
def test_mailboxes(header: str, people: list[tuple[str, str]]) -> None:
    found = [(box.name or "", box.address) for box in parse_addresses(header, 10)]
    expected = [(name, address) for name, address in people]
    if header.startswith("MAILER"):
        assert [address for _, address in found] == ["MAILER-DAEMON"]
    else:
        assert found == expected


def test_without_a_usable_from_the_reply_address_counts() -> None:
    mail = parse_mail(b'From: "Kim" <>\nReply-To: kim@c.example\n\nhi')
    assert (mail.sender.name, mail.sender.address) == ("Kim", "kim@c.example")


def test_mallory_cannot_hide_behind_a_name_that_looks_like_an_address() -> None:
    mail = parse_mail(b'From: "kim@c.example" <mallory@evil.example>\n\nhi')
    assert mail.sender.address == "mallory@evil.example"


def test_a_mail_without_anybody_is_read_and_never_answered() -> None:
    mail = parse_mail(b"Subject: hi\n\nhello")
    assert mail.sender.address == ""
    assert mail.may_auto_respond is False
    assert "no sender" in mail.problems
