"""People find what they mean, in words that no article uses."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from madoguchi.search.actions import embed_pending, forget_articles, index_articles
from madoguchi.search.dense import library
from madoguchi.search.dense.quantise import pack, unpack
from madoguchi.search.dense.texts import section_text, sections, sentence_pieces
from madoguchi.search.models import IndexedArticle, Vectors
from madoguchi.search.tests.shelf_of_articles import everything_said, fill, keys, page, search
from madoguchi.search.tests.word_model import open_models

pytestmark = pytest.mark.django_db


def test_kim_asks_in_words_that_no_article_has(model: Any, settings: Any) -> None:
    settings.SEARCH_REFRESH_SECONDS = 0
    fill("en")
    assert search("secret word").hits == (), "without vectors there is nothing to go by"
    assert embed_pending() == 4
    assert embed_pending() == 0
    found = search("secret word")
    assert keys(found)[0] == "password-en"
    assert found.confidence.cosine > 0.5
    assert found.confidence.z > 1


def test_a_new_article_is_found_by_its_words_before_it_has_vectors(model: Any, settings: Any) -> None:
    settings.SEARCH_REFRESH_SECONDS = 0
    fill("en")
    embed_pending()
    index_articles([page("convert", "en", "Convert dust", "Convert small balances into one coin.")])
    assert keys(search("convert dust"))[0] == "convert"
    assert embed_pending() == 1
    assert keys(search("convert dust"))[0] == "convert"


def test_what_a_process_keeps_of_the_meaning_is_not_two_seconds_old(
    model: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [time.monotonic() + 1_000]  # after whatever this process has kept
    monkeypatch.setattr(library, "time", SimpleNamespace(monotonic=lambda: now[0]))
    fill("en")
    embed_pending()
    assert keys(search("secret word"))[0] == "password-en"
    index_articles([page("words-en", "en", "Forgotten password", "How to set another password.")])
    embed_pending()
    now[0] += 2
    assert "words-en" in keys(search("secret word"))


def test_vectors_follow_the_text(model: Any, settings: Any) -> None:
    settings.SEARCH_REFRESH_SECONDS = 0
    fill("en")
    embed_pending()
    assert keys(search("secret word"))[0] == "password-en"
    index_articles([page("password-en", "en", "Fees again", "What each fee costs.")])
    assert "password-en" not in keys(search("secret word"))
    embed_pending()
    assert "password-en" not in keys(search("secret word"))
    forget_articles(["password-en"])
    assert not Vectors.objects.filter(article__key="password-en").exists()
    assert "password-en" not in keys(search("price"))


def test_vectors_of_another_model_are_not_compared(
    model: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SEARCH_REFRESH_SECONDS = 0
    fill("en")
    embed_pending()
    other = open_models("2")
    for place in ("models", "centres"):
        monkeypatch.setattr(f"madoguchi.search.dense.{place}.embedding_models", lambda: other)
    assert search("secret word").hits == ()
    assert keys(search("reset password"))[0] == "password-en", "words are found all the same"
    assert embed_pending() == 4
    assert set(Vectors.objects.values_list("model", flat=True)) == {"words 2", "short 2"}


def test_yuki_finds_an_english_article_by_its_meaning(model: Any) -> None:
    fill("en")
    index_articles([page("news", "ja", "お知らせ", "本日の予定です。")])
    embed_pending()
    found = search("引き出したい", "ja")
    assert found.other_languages[0].key == "withdraw-en"
    assert keys(search("引き出したい", "ja", any_lang=True))[0] == "withdraw-en"


def test_meaning_keeps_secrets_too(model: Any, settings: Any) -> None:
    settings.SEARCH_REFRESH_SECONDS = 0
    fill("en")
    index_articles([page("otc", "en", "Quicksilver desk", "Withdraw money out by wallet.", audience="vip")])
    embed_pending()
    for text in ("money out", "withdraw", "quicksilvr"):
        assert "uicksilver" not in everything_said(search(text, any_lang=True))
    assert "otc" in keys(search("money out", audiences=frozenset({"public", "vip"})))


def test_little_memory_is_enough(model: Any, settings: Any) -> None:
    fill("en", "ja", "ru")
    embed_pending()
    settings.SEARCH_VECTOR_BYTES = 1
    for _ in range(2):
        for text, lang in (("secret word", "en"), ("引き出したい", "ja"), ("вывод", "ru")):
            assert search(text, lang).hits
        assert library.bytes_held() < 10_000


def test_small_vectors_keep_their_directions() -> None:
    vectors = open_models().text.passages(["withdraw", "fee and deposit", "x"])
    small = unpack(pack(vectors), 64).astype(np.float32)
    lengths = np.linalg.norm(small, axis=1)
    assert ((small * vectors).sum(axis=1) / lengths > 0.999).all()


def test_long_texts_become_sections_and_sentences() -> None:
    passages = [("Steps", "Choose a network. " * 120), ("", "短い文です。" * 60)]
    pieces = sections(passages)
    assert {piece.passage for piece in pieces} == {0, 1}
    assert all(len(passages[p.passage][1][p.start : p.end]) < 1_100 for p in pieces)
    assert section_text("Title", passages, pieces[0]).startswith("Title: Steps\nChoose")
    assert len(sentence_pieces(passages, most=50)) == 50


def test_an_article_without_text_waits_for_nothing(model: Any) -> None:
    index_articles([page("empty", "en", "", "")])
    assert embed_pending() == 1
    assert embed_pending() == 0
    assert IndexedArticle.objects.get().embedded
    assert search("anything").hits == ()
