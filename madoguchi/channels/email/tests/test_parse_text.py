"""What customers wrote arrives letter by letter, whatever their program did to it."""

from __future__ import annotations

import pytest

from madoguchi.channels.email.parse import parse_mail
from madoguchi.channels.email.tests import mails


@pytest.mark.parametrize("charset", mails.LANGUAGES)
def test_every_charset(charset: str) -> None:
    assert parse_mail(mails.in_charset(charset)).text.strip() == mails.LANGUAGES[charset]


@pytest.mark.parametrize(
    ("raw", "charset", "text"),
    [
        (
            "Привет, где мои деньги? Я жду уже три дня.".encode("cp1251"),
            b"bogus-9",
            "Привет, где мои деньги? Я жду уже три дня.",
        ),
        ("Où est mon retrait".encode(), b"iso-8859-1", "Où est mon retrait"),
        ("¿Dónde está?".encode("cp1252"), b"us-ascii", "¿Dónde está?"),
        ("我的提现还没有到账".encode("gb18030"), b"utf-8", "我的提现还没有到账"),
        ("출금이 지연되고 있습니다".encode("cp949"), b"unknown-8bit", "출금이 지연되고 있습니다"),
        (b"plain", b"idna", "plain"),
    ],
)
def test_wrong_or_unknown_charsets(raw: bytes, charset: bytes, text: str) -> None:
    assert parse_mail(mails.simple(raw, b"Content-Type: text/plain; charset=" + charset)).text == text


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (b"=?utf-8?B?5Ye66Y?=\r\n =?utf-8?B?eR?=", "出金"),
        (b"=?utf-8?Q?Retiro_pendi?= =?utf-8?Q?ente?=", "Retiro pendiente"),
        (b"Re: =?UTF-8?q?M=C3?= =?UTF-8?q?=A1laga?= x", "Re: Málaga x"),
        ("Дépôt".encode(), "Дépôt"),
        ("Où".encode("latin-1"), "Où"),
        (b"=?iso-2022-jp?B?GyRCPVA2YhsoQg==?=", "出金"),
        (b"=?x-none?Q?abc?=", "abc"),
        (b"=?utf-8?Q?broken", "=?utf-8?Q?broken"),
        (b"folded\r\n\tonce", "folded once"),
        (b"a\x00b\x07c", "abc"),
    ],
)
def test_subjects(subject: bytes, text: str) -> None:
    assert parse_mail(b"From: kim@c.example\r\nSubject: " + subject + b"\r\n\r\nx").subject == text


def test_the_plain_part_is_the_text_and_the_html_is_kept() -> None:
    mail = parse_mail(mails.multipart(b"alternative", mails.PLAIN, mails.HTML))
    assert mail.text.strip() == "Olá Marta"
    assert "<b>Marta</b>" in mail.html
    assert mail.attachments == ()


def test_text_is_made_from_html_where_there_is_no_plain_part() -> None:
    html = b"<h1>Hi</h1><ul><li>one<li>two</ul><blockquote>old</blockquote><a href='https://x.example/a'>site</a>"
    mail = parse_mail(mails.simple(html, b"Content-Type: text/html"))
    assert mail.text == "Hi\n\n- one\n- two\n\n> old\n\nsite (https://x.example/a)"


def test_flowed_lines_are_joined_and_quotes_stay_quotes() -> None:
    body = b"My withdrawal \r\nis late.\r\n> How can \r\n> we help?\r\n-- \r\nKim"
    mail = parse_mail(mails.simple(body, b"Content-Type: text/plain; format=flowed"))
    assert mail.text == "My withdrawal is late.\n> How can we help?\n-- \nKim"


def test_scripts_and_spying_pictures_are_gone() -> None:
    html = b"<script>steal()</script><p onclick=x()>Hi<img src='https://spy.example/a.png'><a href='javascript:x()'>b</a>"
    mail = parse_mail(mails.simple(html, b"Content-Type: text/html"))
    assert "Hi" in mail.html
    assert 'data-remote-src="https://spy.example/a.png"' in mail.html
    for forbidden in ("script", "onclick", " src=", "steal"):
        assert forbidden not in mail.html


def test_a_missing_empty_line_and_unfolded_headers_lose_nothing() -> None:
    assert (
        parse_mail(b"From: kim@c.example\nSubject: x\nHello there,\nwhere is it?").text
        == "Hello there,\nwhere is it?"
    )
    mail = parse_mail(b"X-Trace: abc\ndef/ghi\nFrom: kim@c.example\nSubject: x\n\nbody")
    assert (mail.sender.address, mail.text) == ("kim@c.example", "body")


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r", b"\r\r\n"])
def test_all_line_ends(line_end: bytes) -> None:
    mail = parse_mail(mails.simple(b"one\r\ntwo").replace(b"\r\n", line_end))
    assert (mail.subject, mail.text) == ("Withdrawal pending", "one\ntwo")


def test_dates_ids_and_references() -> None:
    mail = parse_mail(mails.simple(b"x", b"In-Reply-To: <a@b> (x)", b"References: <r1@b>\r\n <r2@b> <r1@b>"))
    assert mail.date is not None
    assert mail.date.isoformat() == "2027-01-04T10:00:00+09:00"
    assert (mail.message_id, mail.in_reply_to, mail.references) == (
        "w1@customer.example",
        "a@b",
        ("r1@b", "r2@b"),
    )
    assert parse_mail(b"Date: 99 Foo 99999 77:00\n\nx").date is None
