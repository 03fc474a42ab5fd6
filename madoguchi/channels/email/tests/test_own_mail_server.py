"""Authentication-Results of the company's own mail server are believed; those that Mallory writes are text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.channels.email.authenticity.results import Finding, believed
from madoguchi.channels.email.authenticity.tokens import tokens_of
from madoguchi.channels.email.tests.signed_mails import MAIL

OURS = ("mx.hoshi.example",)


def found(*fields: str, shown: str = "kim@mail.example", mail: bytes = MAIL) -> Finding:
    head = "".join(f"Authentication-Results: {field}\r\n" for field in fields)
    return believed(head.encode() + mail, shown=shown, servers=OURS)


@pytest.mark.parametrize(
    ("field", "result"),
    [
        ("mx.hoshi.example; dmarc=pass (p=reject dis=none) header.from=mail.example", "pass"),
        ("MX.hoshi.example 1; spf=fail smtp.mailfrom=x.example;\r\n\tdmarc = pass header.from = mail.example", "pass"),
        ("mx.hoshi.example; dmarc=fail (p=none; dis=none) header.from=mail.example", "fail"),
        ("mx.hoshi.example; dmarc=pass header.from=mallory.example", "fail"),
        ("mx.hoshi.example; dmarc=none header.from=mail.example", "none"),
        ("mx.hoshi.example; dmarc=temperror", "none"),
        ("mx.hoshi.example; dkim=pass header.d=eu.mail.example header.b=abc=", "pass"),
        ("mx.hoshi.example; dkim=pass header.i=@mail.example", "pass"),
        ("mx.hoshi.example; dkim=pass header.d=mallory.example; spf=pass smtp.mailfrom=m@mallory.example", "none"),
        ("mx.hoshi.example; spf=pass smtp.mailfrom=kim@mail.example", "pass"),
        ("mx.hoshi.example; spf=pass smtp.helo=mail.example", "none"),
        ("mx.hoshi.example; none", "none"),
        ("mx.hoshi.example", "none"),
    ],
)  # fmt: skip
def test_what_our_server_says_counts(field: str, result: str) -> None:
    assert found(field).result == result


def test_what_others_say_counts_nothing() -> None:
    assert found("mx.mallory.example; dmarc=pass header.from=mail.example") == Finding("none")
    assert found("; mx.hoshi.example; dmarc=pass") == Finding("none")
    assert found("mx.hoshi.example.mallory.example; dmarc=pass") == Finding("none")
    assert believed(MAIL + b"Authentication-Results: mx.hoshi.example; dmarc=pass", shown="kim@mail.example", servers=OURS).server == ""  # fmt: skip


@pytest.mark.parametrize(
    "address",
    ['"x; dmarc=pass"@mallory.example', "(; dmarc=pass)m@mallory.example", "=?utf-8?q?x;_dmarc=3Dpass?=@mallory.example"],
)  # fmt: skip
def test_mallorys_address_says_nothing_in_our_servers_name(address: str) -> None:
    field = f"mx.hoshi.example; spf=pass smtp.mailfrom={address}; dmarc=fail header.from=mail.example"
    assert found(field).result == "fail"
    assert found(f"mx.hoshi.example; spf=pass smtp.mailfrom={address}").result == "none"


def test_the_word_on_top_counts_and_two_senders_are_none() -> None:
    ours, forged = "mx.hoshi.example; dmarc=fail", "mx.hoshi.example; dmarc=pass"
    assert found(ours, forged).result == "fail"
    two = b"From: m@mallory.example\r\n" + MAIL
    assert found(forged, shown="m@mallory.example", mail=two) == Finding("fail", "mx.hoshi.example")


@given(st.text('ab=;()"\\ \t.', max_size=200))
def test_any_text_has_words(text: str) -> None:
    assert tokens_of(text)
    found(text.replace("\r", ""))
