"""Mallory sends a megabyte of nonsense: it costs less than a second each, and nothing breaks."""

from __future__ import annotations

import random
import time

import pytest

from madoguchi.channels.email.parse.visible import fold, visible_text

MEGABYTE = 1_000_000
SLOWEST = 2.0  # seconds of processor time; the usual is far below one

PIECES = [
    "On 2027\n", "On 3 May 2027 wrote:\n", ">", ">\n", "-", "--\n", "hi\n--\n", "hi\n____\n", "From: a\n", "From: a@b\nTo: x\n",
    "a", " ", "<", "<\n", ":\n", "wrote:\n", " wrote: ", "Sent from my iPhone\n", "```\n", "\n", "\r\n", "A>\n", "From:\n\n",
    "On 3 May 2027 x@y.z wrote:\n> a\nb\n", "a@", "от кого: в 2027 написал:\n", "(a:b", "À : x ", "&nbsp;", "\u3000", "┃\n",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_one_megabyte_of_it(piece: str) -> None:
    text = piece * (MEGABYTE // len(piece))
    began = time.process_time()
    visible_text(text)
    assert time.process_time() - began < SLOWEST


def test_long_lines_and_many_words() -> None:
    for line in (
        "On 5 " * 110 + "wrote:\n",
        "sent from " + "a." * 60 + "\n",
        "(a:b" * 140 + "\n",
        "<" * 590 + ">\n",
    ):
        began = time.process_time()
        visible_text(line * (MEGABYTE // len(line)))
        assert time.process_time() - began < SLOWEST


def test_any_text_is_read_and_every_word_kept() -> None:
    dice = random.Random(7)
    words = ["On", "3 May 2027", "wrote:", ">", "> >", "--", "-- ", "From:", "To: a@b.example", "Subject: x", "\n", "\n\n", "hello",
             "发件人: x", "写道：", "Sent from my iPhone", "_____", "```", "|", "<a@b.example>", "\x00", "\ud800", "é", "(", "- "]  # fmt: skip
    for _ in range(800):
        text = "".join(dice.choice(words) + dice.choice(["", " ", "\n"]) for _ in range(dice.randint(0, 60)))
        parts = fold(text)
        seen = "".join("".join(part.text.split()) for part in parts if part.kind == "visible")
        assert "".join(visible_text(text).split()) == seen
        every = "".join("".join(part.text.split()) for part in parts)
        assert set(every) >= set("".join(text.replace("\x00", "").split())) - set("->")
