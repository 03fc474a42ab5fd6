"""What is no bounce: customers' mail, automatic answers, read receipts, forwarded reports."""

from __future__ import annotations

from email import message_from_bytes

import pytest

from madoguchi.channels.email.parse.bounces import bounce, complaint

ORDINARY = [
    (
        "Kim <kim@mail.example>",
        "My withdrawal is delayed!",
        "My withdrawal to kim@mail.example has been delayed.",
    ),
    ("Kim <kim@mail.example>", "Deposit rejected", "The bank rejected it. My account is full verified."),
    (
        "Kim <kim@mail.example>",
        "Re: Undelivered Mail Returned to Sender",
        "I got this:\n\nThe following address(es) failed:\n  ada@desk.example",
    ),
    (
        "Kim <kim@mail.example>",
        "Fwd: failure notice",
        "Why does your mail to kim@mail.example fail? could not be delivered",
    ),
    ("Marta <marta@mail.example>", "No me llega el correo", "Su mensaje no se pudo entregar según mi banco."),
    ("Yuki <yuki@mail.example>", "自動返信: 入金", "ただいま不在にしております。"),
    ("Kim <kim@mail.example>", "Out of office: your ticket", "I am away. User unknown to nobody."),
    (
        "Parcels <noreply@parcel.example>",
        "Your parcel",
        "Your parcel could not be delivered. Please call us.",
    ),
    ("News <no-reply@news.example>", "Weekly", "Bitcoin moved. Too many users: mailbox full of offers?"),
    ("Kim <kim@mail.example>", "邮件", "我的提现没有到账，用户不存在是什么意思？"),
    ("Kim <kim@mail.example>", "", ""),
    (
        "Kim <postmaster@kim.example>",
        "Login error",
        "I am the owner of kim.example and my login fails. Account is inactive?",
    ),
    ("", "Error in my account", "Please call me back."),
]


@pytest.mark.parametrize(("sender", "subject", "body"), ORDINARY)
@pytest.mark.parametrize("more", ["", "Auto-Submitted: auto-replied\n", "Return-Path: <>\n"])
def test_ordinary_and_automatic_mail(sender: str, subject: str, body: str, more: str) -> None:
    text = f"From: {sender}\nTo: support@desk.example\nSubject: {subject}\n{more}Content-Type: text/plain; charset=utf-8\n\n{body}\n"
    message = message_from_bytes(text.encode())
    assert bounce(message) is None
    assert complaint(message) is None


def test_a_report_that_a_customer_forwards_as_it_is() -> None:
    text = (
        "From: Kim <kim@mail.example>\nTo: support@desk.example\nSubject: Fwd: Undelivered Mail Returned to Sender\n"
        'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nYour address does not work!\n'
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; help@desk.example\n"
        "Action: failed\nStatus: 5.1.1\n\n--b--\n"
    )
    assert bounce(message_from_bytes(text.encode())) is None


def test_a_read_receipt() -> None:
    text = (
        "From: Kim <kim@mail.example>\nSubject: Read: your ticket\n"
        'Content-Type: multipart/report; report-type=disposition-notification; boundary="b"\n\n--b\nContent-Type: text/plain\n\n'
        "Your message was displayed.\n--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; kim@mail.example\n"
        "Disposition: manual-action/MDN-sent-manually; displayed\n\n--b--\n"
    )
    assert bounce(message_from_bytes(text.encode())) is None
