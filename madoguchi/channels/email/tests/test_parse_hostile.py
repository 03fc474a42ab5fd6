"""Mallory sends anything at all: it is read, in bounded time, and the next mail is read as well."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madoguchi.channels.email.parse import parse_mail
from madoguchi.channels.email.tests import mails

SLOWEST = 6.0  # seconds of processor time; the usual is far below one
N = 50_000

FLOODS = {
    "encoded words": b"Subject: " + b"=?utf-8?q?a" * N + b"\n\nx",
    "addresses": b"To: " + b"a@b.c," * N + b"\n\nx",
    "comments": b"To: " + b"(" * N + b"\n\nx",
    "angles": b"To: " + b'"a" <' * N + b"\n\nx",
    "references": b"References: " + b"<a@b> " * N + b"\n\nx",
    "fields": b"X: y\n" * N + b"\nx",
    "no fields": b"a: b\n" + b"nothing\n" * N + b"\nx",
    "parts": b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\nx\n" * N,
    "no boundary": b"Content-Type: multipart/mixed\n\n" + b"--xyz\na: b\n" * N,
    "parameters": b"Content-Type: text/plain;" + b' a="' * N + b"\n\nx",
    "nested messages": b"Content-Type: message/rfc822\n\n" * N + b"x",
    "flowed": b"Content-Type: text/plain; format=flowed\n\n" + b"> a \n" * N,
    "nested html": b"Content-Type: text/html\n\n" + b"<div>" * N,
    "nested html behind comments": b"Content-Type: text/html\n\n" + b"<div><!--</div>-->" * N,
    "nested html behind titles": b"Content-Type: text/html\n\n" + b"<div title='</div>'>" * N,
    "high bytes": b"From: a@b.c\n\n" + bytes(range(128, 256)) * 2_000,
    "zeros": b"\0" * 500_000,
}


@pytest.mark.parametrize("name", FLOODS)
def test_floods_cost_little(name: str) -> None:
    began = time.process_time()
    parse_mail(FLOODS[name])
    assert time.process_time() - began < SLOWEST


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=2_000))
def test_any_bytes_are_a_mail(raw: bytes) -> None:
    mail = parse_mail(raw)
    assert "\x00" not in mail.text + mail.subject


@settings(max_examples=250, deadline=None)
@given(
    st.sampled_from(mails.EVERY_KIND),
    st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 60), st.binary(max_size=12)), max_size=8),
    st.integers(0, 5_000),
)
def test_broken_and_cut_mails_are_read(raw: bytes, damage: list[tuple[int, int, bytes]], length: int) -> None:
    for place, size, new in damage:
        place %= len(raw) + 1
        raw = raw[:place] + new + raw[place + size :]
    mail = parse_mail(raw[: length or None])
    assert isinstance(mail.may_auto_respond, bool)
    assert "<script" not in mail.html
