"""An article for some is nowhere for the others: not on a page, not in a list, not by any search or feed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from madoguchi.helpcenter.contract import Audience, Kind
from madoguchi.people.models import Customer
from madoguchi.portal.tests.help_shelf import agent, customer, text, vip, write
from tests.cast import Cast

WORD = "Quicksilver"
LISTS = (
    "/", "/help/en/", "/help/ja/", "/help/en/withdrawals", "/help/ja/withdrawals", "/help/en/withdrawals/feed.xml",
    "/help/en/feed.xml", "/help/ja/feed.xml", "/help/en/sitemap.xml", "/help/ja/sitemap.xml",
    "/help/en/articles/open-one",
)  # fmt: skip
ASKED = ("quicksilver", "quicks", "quicksilvr", "クイックシルバー")
MAY = {
    "nobody": {Audience.PUBLIC},
    "customer": {Audience.PUBLIC, Audience.CUSTOMERS},
    "vip": {Audience.PUBLIC, Audience.CUSTOMERS, Audience.VIP},
    "agent": set(Audience),
}


@pytest.fixture(autouse=True)
def _calm(settings: Any, tmp_path: Path) -> Iterator[None]:
    cache.clear()
    settings.EMBEDDINGS = "none"
    yield
    cache.clear()


def _reader(role: str, cast: Cast) -> Client:
    return {"nobody": Client, "customer": customer, "vip": vip, "agent": lambda: agent(cast)}[role]()


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("role", list(MAY))
def test_who_may_read_reads_it_and_nobody_else_learns_of_it(
    cast: Cast, role: str, audience: Audience
) -> None:
    write("open-one", "Withdrawing", ":::related hidden\n:::", slug="open-one")
    write("hidden", f"{WORD} desk", f"Call {WORD}.", audience=audience, slug="hidden", kind=Kind.ANNOUNCEMENT)
    write(
        "hidden.ja", f"{WORD} クイックシルバー", "秘密", lang="ja", translation_of="hidden", audience=audience,
        slug="hidden-ja",
    )  # fmt: skip
    write("open-one", "Withdrawing", ":::related hidden\n:::\n\nText", slug="open-one")
    reader = _reader(role, cast)
    articles = ("/help/en/articles/hidden", "/help/ja/articles/hidden-ja")
    if audience in MAY[role]:
        for path in articles:
            assert WORD in text(reader, path)
        assert WORD in text(reader, "/help/en/withdrawals")
        assert "articles/hidden" in text(reader, "/help/en/search?q=quicksilver")
        assert "articles/hidden" in text(reader, "/help/en/articles/open-one")
    else:
        for path in (*articles, "/help/ko/articles/hidden", "/help/ja/articles/hidden"):
            for answer in (reader.get(path), reader.post(f"{path}/feedback", {"helped": "yes"})):
                assert answer.status_code == 404
                assert WORD not in answer.content.decode()
        for path in LISTS:
            _nothing(text(reader, path), path)
        for typed in ASKED:
            for door in ("search", "suggest"):
                for language in ("en", "ja", "ko"):
                    page = text(reader, f"/help/{language}/{door}?q={typed}")
                    _nothing(page.replace(f"“{typed}”", ""), f"{door} {language} {typed}")
    if audience != Audience.PUBLIC:
        for feed in ("/help/en/feed.xml", "/help/en/sitemap.xml", "/help/ja/sitemap.xml"):
            _nothing(text(reader, feed), feed)


def _nothing(page: str, where: str) -> None:
    assert "articles/hidden" not in page, where
    assert WORD not in page, where
    assert "did you mean" not in page.lower(), where


def test_a_shelf_of_secrets_is_not_there(cast: Cast, client: Client) -> None:
    write("hidden", "Desk rules", category="inside", audience=Audience.AGENTS)
    for path in ("/help/en/inside", "/help/en/inside/feed.xml"):
        assert client.get(path).status_code == 404
    assert "inside" not in text(client, "/help/en/")
    assert "Desk rules" in text(agent(cast), "/help/en/inside")


def test_an_article_that_becomes_private_is_gone_at_once(cast: Cast, client: Client) -> None:
    write("hidden", f"{WORD} desk", slug="hidden")
    assert WORD in text(client, "/help/en/search?q=quicksilver")
    write("hidden", f"{WORD} desk", slug="hidden", audience=Audience.AGENTS)
    for path in (*LISTS[:-1], "/help/en/search?q=desk"):
        answer = client.get(path)
        if answer.status_code != 404:
            _nothing(answer.content.decode(), path)
    assert client.get("/help/en/articles/hidden").status_code == 404


def test_a_public_translation_does_not_open_a_private_source(cast: Cast, client: Client) -> None:
    write("hidden", f"{WORD} desk", slug="hidden", audience=Audience.AGENTS)
    write("open.ja", "大口取引", lang="ja", translation_of="hidden", slug="otc")
    assert "大口取引" in text(client, "/help/ja/articles/otc")
    for path in ("/help/ja/articles/otc", "/help/en/articles/otc", "/help/ja/sitemap.xml", "/help/en/"):
        _nothing(text(client, path), path)
    answer = client.get("/help/en/articles/hidden", follow=True)
    assert WORD not in answer.content.decode()


def test_what_is_for_some_is_not_kept_by_search_engines_or_shared_stores(cast: Cast) -> None:
    write("hidden", "Desk", slug="hidden", audience=Audience.CUSTOMERS)
    answer = customer().get("/help/en/articles/hidden")
    assert 'name="robots" content="noindex"' in answer.content.decode()
    assert "public" not in answer.headers.get("Cache-Control", "")
    assert "Cookie" in answer.headers.get("Vary", "")
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_what_a_vip_reads_is_gone_with_his_mark_and_kept_nowhere(cast: Cast) -> None:
    write("hidden", f"{WORD} desk", slug="hidden", audience=Audience.VIP)
    reader = vip()
    for path in (
        "/help/en/articles/hidden",
        "/help/en/",
        "/help/en/withdrawals",
        "/help/en/search?q=quicksilver",
    ):
        answer = reader.get(path)
        assert WORD in answer.content.decode(), path
        assert answer.headers["Cache-Control"] == "private, no-store", path
        _nothing(Client().get(path).content.decode(), path)
    assert reader.get("/help/en/suggest?q=quicks").headers["Cache-Control"] == "private, no-store"
    for feed in ("/help/en/feed.xml", "/help/en/sitemap.xml", "/help/en/withdrawals/feed.xml"):
        _nothing(reader.get(feed).content.decode(), feed)
    Customer.objects.update(vip_level=0)
    assert reader.get("/help/en/articles/hidden").status_code == 404
    _nothing(text(reader, "/help/en/suggest?q=quicks"), "suggest")


def test_what_is_for_another_country_is_not_found_by_who_lives_elsewhere(cast: Cast) -> None:
    write("japan", f"{WORD} in Japan", slug="japan", regions=("JP",))
    write("all", f"{WORD} anywhere", slug="all")
    yuki, stranger = customer(), Client()
    Customer.objects.update(country="BR")
    for path in ("/help/en/search?q=quicksilver", "/help/en/suggest?q=quicksilver"):
        found = text(yuki, path)
        assert "articles/all" in found
        assert "articles/japan" not in found
        assert "articles/japan" in text(stranger, path), "nobody knows where a stranger lives"
