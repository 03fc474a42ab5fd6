"""Mallory writes what should break a reader of text."""

from __future__ import annotations

import time

import numpy as np
import pytest

from madoguchi.ai.cleaning import clean

HOSTILE = {
    "one character that becomes eighteen": "\ufdfa" * 400,
    "halves of surrogate pairs": "\ud800\udfff" * 50 + "hello",
    "NUL": "a\0b\0" * 100,
    "nothing but NUL": "\0",
    "a megabyte of words": "withdrawal " * 95_000,
    "a megabyte without a space": "x" * 1_000_000,
    "a megabyte of one Han character": "提" * 350_000,
    "stacked accents": "e" + "\u0301\u0323\u0307" * 100_000,
    "nothing": "",
    "only spaces": " \u3000\t\n\u200b " * 50,
    "emoji": "🏦👩‍👩‍👧‍👦🇯🇵" * 30,
    "right to left": "\u202eمتى تصل أموالي؟ שלום" * 20,
    "names of special pieces": "<s></s><pad><unk><mask>" * 20,
    "prefixes": "query: passage: " * 300,
    "noncharacters": "\uffff\ufffe\U0010ffff",
    "control characters": "".join(map(chr, range(32))) + "\x7f\x85",
}


@pytest.mark.parametrize("kind", ["text", "short"])
@pytest.mark.parametrize("what", HOSTILE)
def test_every_text_has_a_vector_soon(models, kind, what):
    model = getattr(models, kind)
    started = time.process_time()
    vector = model.queries([HOSTILE[what]])[0]
    assert time.process_time() - started < 10, "the limits hold whatever is written"
    assert np.isfinite(vector).all()
    assert abs(float(np.linalg.norm(vector)) - 1) < 1e-4


def test_hostile_texts_change_nothing_for_the_others_in_their_batch(models):
    for model in (models.text, models.short):
        alone = model.passages(["Where is my withdrawal?"])
        among = model.passages([*HOSTILE.values(), "Where is my withdrawal?"])[-1:]
        assert np.abs(alone - among).max() < 1e-4


def test_no_text_can_spell_a_special_piece(models):
    (ids,) = models.text._tokenizer(["a <s> b </s> <mask> <pad>"], limit=100)
    assert ids[0] == 0
    assert ids[-1] == 2
    assert not {0, 1, 2, 250_001} & set(ids[1:-1])


def test_cleaning_keeps_its_limit_and_what_was_meant():
    assert len(clean("\ufdfa" * 400, characters=500)) == 500
    assert clean("ｶﾞ ＵＳＤＴ e\u0301\0", characters=99) == "ガ USDT é "
    assert clean("10～20", characters=99) == "10～20", "the models know this sign as it is"
    assert clean("a\ud800b", characters=99) == "a?b"
