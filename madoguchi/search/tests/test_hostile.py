"""Mallory types what nobody should."""

from __future__ import annotations

import time

import pytest

from madoguchi.search.actions import index_articles
from madoguchi.search.tests.shelf_of_articles import fill, keys, page, search

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "text",
    [
        '"', "'", "''''", 'withdraw" OR "', "withdraw AND NOT (", "title:withdraw", "NEAR(a b, 3)", "^withdraw", "with*",
        "a & b | !c <-> d:*", "\\", "withdraw'::tsquery", "%s %(x)s {} {0}", "'; DROP TABLE search_words; --", "1_withdraw",
        "\0", "with\0draw", "\ud800", "withdraw \udfff", "\u202ewithdraw\u202c", "w\u200bithdraw", "ﷺ" * 500, "é" * 300,
        "a" * 100_000, "提" * 100_000, "withdraw " * 20_000, "a b c d e f g h i j " * 10_000, "\u0301" * 1000, "😀" * 400,
        " ", "", "\n\t", ".", "的", "¨", "٣٤٥", "<script>alert(1)</script>", "-", "--", "·", "_", "1.5.", "x" * 79 + "'",
    ],
)  # fmt: skip
@pytest.mark.parametrize("typing", [False, True])
def test_no_query_breaks_the_search(text: str, typing: bool) -> None:
    fill("en", "zh-hans")
    began = time.process_time()
    for lang in ("en", "zh", "xx-!!", "\0", "ar"):
        found = search(text, lang, typing=typing, any_lang=True, region="'%_!", category="\"'")
        assert found.hits == ()
        search(text, lang, typing=typing)
    assert time.process_time() - began < 2, "seconds of computing, however busy the machine is"


def test_invisible_characters_do_not_hide_a_word() -> None:
    fill("en")
    for text in (
        "with\u200bdraw",
        "\u202ewithdraw\u202c",
        "\ufeffwithdraw",
        "ｗｉｔｈｄｒａｗ",
        "WITHDRAW",
        "with\u00addraw",
    ):
        assert keys(search(text))[0] == "withdraw-en", repr(text)


def test_operators_are_words_and_not_operators() -> None:
    fill("en")
    assert "withdraw-en" in keys(search('NOT withdraw "'))
    assert "password-en" not in keys(search("title:trading")), "no column can be named"


def test_an_article_of_anything_can_be_indexed_and_its_snippet_is_safe() -> None:
    monster = 'withdraw <b onclick="x">\0\ud800 &amp; ' + "\u202e" + "word's \\ 'quote' " * 50
    index_articles(
        [page("m'\"", "en", "<i>Title</i> \0", monster, tags=("a'b", "\0"), category="<c>", holder="'")]
    )
    hit = search("withdraw quote").hits[0]
    assert hit.key == "m'\""
    html = hit.snippet_html()
    assert "<b" not in html
    assert "<mark>withdraw</mark> &lt;b" in html
    for start, end in hit.marks:
        assert 0 <= start < end <= len(hit.snippet)


def test_limits_hold() -> None:
    long = " ".join(f"word{number}" for number in range(30_000))
    index_articles([page("long", "en", "T" * 5_000, long), page("empty", "en", "", "")])
    assert keys(search("word1 word2"))[0] == "long"
    assert search("word29999").hits == (), "beyond the characters that are indexed"
    assert len(search("word1", limit=10_000).hits) == 1
    assert search("word1", limit=0).hits == search("word1", limit=-5).hits == ()
