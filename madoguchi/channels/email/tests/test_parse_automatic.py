"""Machines are told from people, so that no two machines ever talk to each other without end."""

from __future__ import annotations

import pytest

from madoguchi.channels.email.parse import parse_mail
from madoguchi.channels.email.tests import mails


@pytest.mark.parametrize(
    "field",
    [
        b"Auto-Submitted: auto-replied",
        b"Auto-Submitted: auto-generated; owner=x",
        b"X-Autoreply: yes",
        b"X-Autorespond: holiday",
        b"Precedence: auto_reply",
        b"Precedence: bulk",
        b"X-Auto-Response-Suppress: All\r\nX-MS-Exchange-Inbox-Rules-Loop: kim@c.example",
    ],
)
def test_automatic_mail_is_known_and_not_answered(field: bytes) -> None:
    mail = parse_mail(mails.simple(b"I am away", field))
    assert mail.auto_reply is True
    assert mail.may_auto_respond is False


@pytest.mark.parametrize(
    "subject",
    ["Automatic reply: Your ticket", "Automatische Antwort: x", "Respuesta automática: x", "Resposta automática: x",
     "自動返信: お問い合わせ", "自动回复：您好", "자동 회신: 문의", "Автоответ: вывод", "Out of Office: until Monday"],
)  # fmt: skip
def test_absence_notes_by_their_subject(subject: str) -> None:
    assert parse_mail(f"From: kim@c.example\nSubject: {subject}\n\nx".encode()).auto_reply is True


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Automatic reply: Your ticket",
        "Automatic replying is broken",
        "Your auto reply did not help",
        "Vacation plans",
    ],
)
def test_people_who_speak_about_automatic_replies_are_people(subject: str) -> None:
    mail = parse_mail(f"From: kim@c.example\nSubject: {subject}\n\nx".encode())
    assert mail.auto_reply is False
    assert mail.may_auto_respond is True


@pytest.mark.parametrize(
    "raw",
    [
        b"From: no-reply@c.example\n\nx",
        b"From: do_not_reply@c.example\n\nx",
        b"From: MAILER-DAEMON@c.example\n\nx",
        b"Return-Path: <>\nFrom: kim@c.example\n\nx",
        b"List-Id: <l.c.example>\nFrom: kim@c.example\n\nx",
        b"X-Auto-Response-Suppress: OOF\nFrom: kim@c.example\n\nx",
        b"From: kim@c.example\nMessage-ID: <1@desk.hoshi.example>\n\nx",
    ],
)
def test_some_mail_is_never_answered_by_a_machine(raw: bytes) -> None:
    mail = parse_mail(raw, own_hosts={"desk.hoshi.example"})
    assert mail.auto_reply is False
    assert mail.may_auto_respond is False


def test_a_list_is_a_list_and_no_automatic_reply() -> None:
    mail = parse_mail(mails.simple(b"x", b"List-Id: Traders <traders.c.example>", b"Precedence: list"))
    assert (mail.mailing_list, mail.auto_reply) == (True, False)


def test_an_ordinary_customer_may_be_answered() -> None:
    mail = parse_mail(mails.simple(b"Where is my money?", b"Auto-Submitted: no"))
    assert (mail.auto_reply, mail.may_auto_respond, mail.bounce, mail.complaint) == (False, True, None, None)
