"""Reports by the book (RFC 3464), and ones that nearly are."""

from __future__ import annotations

from email import message_from_bytes
from email.message import Message

import pytest

from madoguchi.channels.email.parse.bounces import Bounce, Recipient, bounce


def report(
    status: str, *, human: str = "Your mail did not arrive.", kind: str = "message/delivery-status"
) -> Message:
    text = (
        "From: Mail Delivery System <MAILER-DAEMON@mx.desk.example>\nTo: support@desk.example\n"
        "Subject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"\n\n'
        f"--b1\nContent-Type: text/plain; charset=utf-8\n\n{human}\n\n--b1\nContent-Type: {kind}\n\n{status}\n"
        "--b1\nContent-Type: message/rfc822\n\nFrom: support@desk.example\nTo: kim@mail.example\nSubject: Hi\n\nHi\n--b1--\n"
    )
    return message_from_bytes(text.encode())


def group(
    address: str = "kim@mail.example", action: str = "failed", status: str = "5.1.1", said: str = ""
) -> str:
    diagnosis = f"Diagnostic-Code: smtp; {said}\n" if said else ""
    return f"Final-Recipient: rfc822; {address}\nAction: {action}\nStatus: {status}\n{diagnosis}"


HEAD = "Reporting-MTA: dns; mx.desk.example\nArrival-Date: Mon, 3 May 2027 10:15:00 +0000\n\n"


def test_an_unknown_user() -> None:
    got = bounce(report(HEAD + group(said="550 5.1.1 <kim@mail.example>: no such user here")))
    assert got == Bounce(True, (Recipient("kim@mail.example", "5.1.1", True, "user unknown"),))


@pytest.mark.parametrize(
    ("status", "said", "reason", "permanent"),
    [
        ("5.2.2", "552 5.2.2 Mailbox full", "mailbox full", False),
        ("5.0.0", "550 5.2.2 over quota", "mailbox full", False),
        ("5.7.1", "554 5.7.1 Client host blocked using a list", "blocked", False),
        ("5.7.1", "550 5.7.1 Message looks like spam", "spam", False),
        ("5.7.26", "550 5.7.26 unauthenticated mail", "authentication", False),
        ("5.3.4", "552 5.3.4 Message size exceeds fixed limit", "too big", False),
        ("5.4.4", "Host or domain name not found", "host unknown", True),
        ("5.1.2", "550 5.1.2 bad domain", "host unknown", True),
        ("5.1.6", "551 5.1.6 has moved", "moved", True),
        ("5.1.8", "553 5.1.8 sender's domain does not exist", "refused", False),
        ("4.4.7", "", "expired", False),
        ("4.2.1", "450 4.2.1 receiving mail too fast", "rate limited", False),
        ("5.0.0", "550 no", "unknown", True),
    ],
)
def test_reasons(status: str, said: str, reason: str, permanent: bool) -> None:
    got = bounce(report(HEAD + group(status=status, said=said)))
    assert got is not None
    assert (got.recipients[0].reason, got.recipients[0].permanent) == (reason, permanent)
    assert got.permanent is permanent


def test_a_delay_is_not_permanent() -> None:
    got = bounce(report(HEAD + group(action="delayed", status="4.4.1", said="connection timed out")))
    assert got is not None
    assert not got.permanent
    assert [r.address for r in got.recipients] == ["kim@mail.example"]


def test_several_recipients_and_only_the_failed_ones() -> None:
    status = HEAD + "\n".join(
        [
            group("kim@mail.example"),
            group("yuki@mail.example", "delivered", "2.1.5"),
            group("marta@mail.example", status="5.2.2"),
        ]
    )
    got = bounce(report(status))
    assert got is not None
    assert [(r.address, r.permanent) for r in got.recipients] == [
        ("kim@mail.example", True),
        ("marta@mail.example", False),
    ]


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
def test_success_is_no_bounce(action: str) -> None:
    assert bounce(report(HEAD + group(action=action, status="2.0.0"))) is None


@pytest.mark.parametrize(
    "kind", ["message/delivery-status", "message/global-delivery-status", "text/plain", "text/x-report"]
)
def test_without_blank_lines_and_under_other_types(kind: str) -> None:
    got = bounce(report(group() + group("yuki@mail.example"), kind=kind))
    assert got is not None
    assert [r.address for r in got.recipients] == ["kim@mail.example", "yuki@mail.example"]


def test_the_address_that_we_wrote_to_and_the_one_behind_it() -> None:
    got = bounce(report(HEAD + "Original-Recipient: rfc822;kim@old.example\n" + group("kim@new.example")))
    assert got is not None
    assert {r.address for r in got.recipients} == {"kim@old.example", "kim@new.example"}


def test_wrapped_by_a_scanner() -> None:
    inner = report(HEAD + group()).as_string()
    outer = (
        "From: postmaster@mail.example\nTo: support@desk.example\nSubject: Delivery Status Notification (Failure)\n"
        'Content-Type: multipart/mixed; boundary="o"\n\n--o\nContent-Type: message/rfc822\n\n'
        + inner
        + "\n--o--\n"
    )
    got = bounce(message_from_bytes(outer.encode()))
    assert got is not None
    assert [r.address for r in got.recipients] == ["kim@mail.example"]
