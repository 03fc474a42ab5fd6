"""What is written for few is never told to others, in no corner of an answer."""

from __future__ import annotations

import pytest

from madoguchi.search.actions import index_articles
from madoguchi.search.contract import Query
from madoguchi.search.queries import search_articles
from madoguchi.search.tests.shelf_of_articles import everything_said, fill, keys, page, search

pytestmark = pytest.mark.django_db

SECRET = page(
    "otc-desk",
    "en",
    "Quicksilver desk for large orders",
    "Call Quicksilver to withdraw without limits.",
    audience="vip",
)


def test_the_public_never_sees_what_is_for_vips() -> None:
    fill("en")
    before = {text: search(text) for text in ("withdraw limits", "quicksilver desk", "quicksilvr", "quicks")}
    index_articles([SECRET])
    for text, old in before.items():
        for typing in (False, True):
            found = search(text, typing=typing, any_lang=True)
            assert "uicksilver" not in everything_said(found)
            assert "otc-desk" not in keys(found)
        assert [(hit.key, hit.score) for hit in search(text).hits] == [
            (hit.key, hit.score) for hit in old.hits
        ], "not even the scores tell that it is there"
    vip = search("quicksilvr", audiences=frozenset({"public", "vip"}))
    assert keys(vip) == ["otc-desk"]
    assert vip.did_you_mean == "quicksilver"
    assert search_articles(Query("quicksilver", "en", audiences=frozenset())).hits == ()


def test_an_article_that_becomes_private_is_gone_from_the_public_at_once() -> None:
    fill("en")
    index_articles(
        [page("withdraw-en", "en", "How to withdraw crypto", "Only for some now.", audience="agents")]
    )
    assert "withdraw-en" not in keys(search("withdraw crypto"))
    assert "Only for some" not in everything_said(search("withdraw crypto"))
    assert keys(search("withdraw crypto", audiences=frozenset({"agents"}))) == ["withdraw-en"]


def test_collections_know_nothing_of_each_other() -> None:
    fill("en")
    assert search("withdraw", collection="community").hits == ()
