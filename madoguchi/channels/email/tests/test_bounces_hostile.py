"""Mallory writes reports too: any bytes are read without an exception, a megabyte in little time."""

from __future__ import annotations

import random
import time
from email import message_from_bytes

import pytest

from madoguchi.channels.email.parse.bounces import bounce, complaint

SLOWEST = 3.0  # seconds of processor time; the usual is below half of one
HEAD = "From: MAILER-DAEMON@x.example\nSubject: failure notice\n"
PLAIN = "Content-Type: text/plain\n\n"
HTML = "Content-Type: text/html\n\n"
STATUS = "Content-Type: multipart/report; report-type=delivery-status; boundary=B\n\n--B\nContent-Type: message/delivery-status\n\n"
PIECES = ["a@b.cc ", "a@b.cc\n", "a", "@", "a@", "a.", "<", "<a ", "<script ", "-", "following recipient(s) ", "\n", " ", "5.1.1 ", "550 ",
          "Final-Recipient: rfc822;a@b.cc\n", "Final-Recipient: x\n  y\n", "SMTP=", "{", '{"notificationType":', "Received: x\n"]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("form", [PLAIN, HTML, STATUS, STATUS.replace("delivery-status", "feedback-report")])
def test_a_megabyte_of_it(piece: str, form: str) -> None:
    if piece == "\n" and "message/" in form:
        pytest.skip("the standard library itself makes an object of each empty line here")
    message = message_from_bytes((HEAD + form + piece * (1_000_000 // len(piece))).encode())
    began = time.process_time()
    bounce(message)
    complaint(message)
    assert time.process_time() - began < SLOWEST


def test_random_bytes_and_broken_reports() -> None:
    dice = random.Random(3)
    good = (
        HEAD + STATUS + "Final-Recipient: rfc822; kim@mail.example\nAction: failed\nStatus: 5.1.1\n\n--B--\n"
    ).encode()
    for _ in range(1500):
        raw = bytearray(good if dice.random() < 0.7 else b"")
        for _ in range(dice.randint(1, 30)):
            at = dice.randint(0, len(raw))
            raw[at:at] = bytes(dice.randrange(256) for _ in range(dice.randint(1, 8)))
            if dice.random() < 0.4:
                del raw[at : at + dice.randint(1, 20)]
        message = message_from_bytes(bytes(raw))
        got = bounce(message)
        assert got is None or got.permanent == any(r.permanent for r in got.recipients)
        complaint(message)


def test_parts_inside_parts() -> None:
    text = HEAD
    for depth in range(60):
        text += f'Content-Type: multipart/mixed; boundary="b{depth}"\n\n--b{depth}\n'
    message = message_from_bytes((text + "Content-Type: text/plain\n\nhello").encode())
    bounce(message)
    complaint(message)
