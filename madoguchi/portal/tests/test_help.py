"""The help centre speaks seven languages, keeps its addresses, and shows what authors write and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from madoguchi.helpcenter.contract import Kind
from madoguchi.helpcenter.models import Article, ArticleDay, SearchDay
from madoguchi.people.models import Agent
from madoguchi.portal.tests.help_shelf import agent, text, write
from tests.cast import Cast

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.fixture(autouse=True)
def _calm(settings: Any, tmp_path: Path) -> None:
    cache.clear()
    settings.EMBEDDINGS = "none"
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": backend}


def test_every_page_speaks_the_language_of_its_address(cast: Cast, client: Client) -> None:
    write("fees", "Fees")
    for path in ("", "withdrawals", "articles/fees", "search?q=fees"):
        for language, tag in (("ja", "ja"), ("zh-hans", "zh-Hans"), ("ru", "ru")):
            answer = client.get(f"/help/{language}/{path}", headers={"Accept-Language": "pt"})
            assert answer.status_code == 200
            assert answer.headers["Content-Language"] == tag
            assert f'<html lang="{language}"' in answer.content.decode()
        assert client.get(f"/help/xx/{path}").status_code == 404
        assert client.get(f"/help/en-GB/{path}").status_code == 404
    assert client.get("/help/", headers={"Accept-Language": "ko"}).headers["Location"] == "/help/ko/"
    for gone in (
        "/help/en/articles/nothing",
        "/help/en/nothing",
        "/help/en/nothing/feed.xml",
        "/help/xx/feed.xml",
    ):
        assert client.get(gone).status_code == 404


def test_what_is_not_translated_is_read_in_another_language_and_says_so(cast: Cast, client: Client) -> None:
    write("address-book", "Address book", "## One & two\n\nText\n\n## B\n\nText\n\n## C\n\nText")
    page = text(client, "/help/ja/articles/address-book")
    assert 'class="notice" role="note"' in page
    assert "English" in page
    assert '<header lang="en"><h1>Address book</h1>' in page
    assert 'rel="canonical" href="http' in page
    assert "/help/en/articles/address-book" in page
    assert '<a href="#one-two">One &amp; two</a>' in page, "a heading is escaped once"
    assert '<span class="tag">English</span>' in text(client, "/help/ja/withdrawals")

    write("address-book.ja", "アドレス帳", "登録します。", lang="ja", translation_of="address-book")
    moved = client.get("/help/ja/articles/address-book", follow=True)
    assert moved.redirect_chain[0][1] == 301
    page = moved.content.decode()
    assert "アドレス帳" in page
    assert 'role="note"' not in page
    assert re.search(r'hreflang="en" href="[^"]+/help/en/articles/address-book"', page)
    listed = text(client, "/help/ja/withdrawals")
    assert "アドレス帳" in listed
    assert "Address book" not in listed


def test_an_old_address_leads_to_the_article_whatever_it_is_called_now(cast: Cast, client: Client) -> None:
    write("limits", "Limits", slug="limits")
    write("limits", "Daily limits", slug="daily-limits")
    write("limits", "Limits a day", slug="limits-a-day")
    for old in ("limits", "daily-limits"):
        answer = client.get(f"/help/en/articles/{old}")
        assert (answer.status_code, answer.headers["Location"]) == (301, "/help/en/articles/limits-a-day")
    write("other", "Other limits", slug="limits")
    assert "Other limits" in text(client, "/help/en/articles/limits"), "a new article may take an old address"


def test_search_finds_suggests_and_counts_without_a_trace(cast: Cast, client: Client) -> None:
    write("pending", "Withdrawal is pending", "A withdrawal waits for confirmations.")
    write("pending.ja", "出金が保留です", "出金は承認を待ちます。", lang="ja", translation_of="pending")
    assert "<mark>出金</mark>" in text(client, "/help/ja/search?q=出金")
    assert "出金が保留です" in text(client, "/help/ja/suggest?q=出")
    assert text(client, "/help/en/suggest?q=w").strip() == "", "nothing for one letter"
    empty = text(client, "/help/en/search?q=zebra")
    assert "Nothing found for “zebra”." in empty
    assert "/contact?subject=zebra" in empty
    text(client, "/help/en/search?q=kim@example.com")
    text(
        client,
        "/help/en/search?q=legal+winner+thank+year+wave+sausage+worth+useful+legal+winner+thank+yellow",
    )
    assert {row.words: row.without_result for row in SearchDay.objects.all()} == {"出金": 0, "zebra": 1}
    for hostile in ("%00", "%22%3E", "a" * 5000, "%F0%9F%98%80", "%ED%A0%80", "%2500"):
        assert client.get(f"/help/en/search?q={hostile}").status_code == 200
        assert client.get(f"/help/en/suggest?q={hostile}").status_code == 200


def test_the_language_switch_leads_to_the_same_page_there(cast: Cast, client: Client) -> None:
    write("fees", "Fees", slug="fees")
    write("fees.ja", "手数料", lang="ja", translation_of="fees", slug="tesuryo")
    for path, there in (
        ("/help/en/articles/fees", "/help/ja/articles/tesuryo"),
        ("/help/en/withdrawals", "/help/ja/withdrawals"),
        ("/help/en/search?q=fees+%26+more", "/help/ja/search?q=fees+%26+more"),
        ("/help/en/", "/help/ja/"),
    ):
        addresses = re.findall(r'formaction="([^"]+)"', text(client, path))
        assert len(addresses) == 7
        answers = [client.post(address, {"language": "ja"}).headers["Location"] for address in addresses]
        assert there in answers
    assert (
        client.post(addresses[0].split("?")[0] + "?next=https://evil.example", {"language": "ja"})
        .headers["Location"]
        .startswith("/")
    ), "it leads nowhere else"


def test_what_mallory_writes_is_text(cast: Cast, client: Client) -> None:
    body = (
        f"{HOSTILE}\n\n## {HOSTILE}\n\n[click](javascript:alert(1)) <svg onload=alert(1)>\n\n:::note {HOSTILE}\n"
        f"{HOSTILE}\n:::\n\n:::questions\n### {HOSTILE}\n{HOSTILE}\n:::\n\n:::steps\n### {HOSTILE}\n{HOSTILE}\n:::\n\n"
        f":::contact other {HOSTILE}\n:::\n\n```\n{HOSTILE}\n```\n\n| {HOSTILE} | b |\n| --- | --- |\n| {HOSTILE} | b |\n\n"
        f":::decision topic=other\n? start {HOSTILE}\n- {HOSTILE} -> end\n! end {HOSTILE}\n{HOSTILE}\n:::"
    )
    article = write("trap", HOSTILE, body, summary=HOSTILE, slug="trap")
    pages = [
        text(client, path)
        for path in (
            "/help/en/",
            "/help/en/withdrawals",
            "/help/en/articles/trap",
            "/help/en/search?q=script+alert",
            "/help/en/suggest?q=script+alert",
            "/help/en/search?q=%3C%2Fscript%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        )
    ]
    pages.append(
        client.post(f"/help/en/articles/{article.slug}/feedback", {"helped": "yes"}).content.decode()
    )
    for page in pages:
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<svg onload" not in page
        assert 'href="javascript:' not in page


def test_search_engines_read_what_the_page_says(cast: Cast, client: Client) -> None:
    write(
        "two-factor",
        f"Two factors {HOSTILE}",
        ":::steps\n### Open settings\nUnder security.\n:::\n\n:::questions\n### And & then?\nSign in.\n:::",
        kind=Kind.TUTORIAL,
        slug="two-factor",
    )
    page = text(client, "/help/en/articles/two-factor")
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(blocks) == 1
    path, faq, how = json.loads(blocks[0])
    assert path["@type"] == "BreadcrumbList"
    assert [item["position"] for item in path["itemListElement"]] == [1, 2]
    assert path["itemListElement"][-1]["item"].endswith("/help/en/articles/two-factor")
    assert faq["mainEntity"][0]["name"] == "And & then?"
    assert faq["mainEntity"][0]["acceptedAnswer"]["text"] == "Sign in."
    assert how["name"] == f"Two factors {HOSTILE}"
    assert how["step"][0]["name"] == "Open settings"


def test_feeds_and_sitemaps_are_whole_xml(cast: Cast, client: Client) -> None:
    write("odd", "Tom & Jerry <b> \x0b\x08 ]]>", summary='"quoted" & <i>\x1f', slug="odd")
    write("odd.ja", "変な題 & <b>", lang="ja", translation_of="odd")
    for path in ("/help/en/feed.xml", "/help/en/withdrawals/feed.xml"):
        answer = client.get(path)
        assert answer.headers["Content-Type"].startswith("application/atom+xml")
        feed = ElementTree.fromstring(answer.content)  # our own
        assert feed.tag == f"{ATOM}feed"
        [entry] = feed.findall(f"{ATOM}entry")
        assert (entry.findtext(f"{ATOM}title") or "").startswith("Tom & Jerry <b>")
        assert (entry.findtext(f"{ATOM}id") or "").endswith("/help/en/articles/odd")
        assert feed.findtext(f"{ATOM}updated") == entry.findtext(f"{ATOM}updated")
    index = ElementTree.fromstring(client.get("/help/sitemap.xml").content)
    assert len(index.findall(f"{MAP}sitemap")) == 7
    site = ElementTree.fromstring(client.get("/help/ja/sitemap.xml").content)
    home, article = site.findall(f"{MAP}url")
    assert (home.findtext(f"{MAP}loc") or "").endswith("/help/ja/")
    assert {link.get("hreflang") for link in article if link.get("hreflang")} == {"en", "ja"}


def test_only_what_is_meant_for_readers_is_given_out(cast: Cast, client: Client) -> None:
    for name in (
        "images/a.png",
        "original_images/a.png",
        "documents/a.png",
        "attachments/a.png",
        "images/a.svg",
    ):
        default_storage.save(name, ContentFile(b"\x89PNG"))
    given = client.get("/help/media/images/a.png")
    assert given.status_code == 200
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in given.headers["Content-Security-Policy"]
    refused = (
        "original_images/a.png", "documents/a.png", "attachments/a.png", "images/a.svg", "images/none.png",
        "images/../original_images/a.png", "images/%2e%2e/original_images/a.png", "images//etc/passwd.png",
        "images/%00.png", "images/..%5c..%5ca.png", "../images/a.png", "%2Fetc/passwd",
    )  # fmt: skip
    for name in refused:
        assert client.get(f"/help/media/{name}").status_code in (400, 404), name
    original = agent(cast).get("/help/media/original_images/a.png")
    assert original.status_code == 200
    assert original.headers["Cache-Control"] == "private, no-store", "no shared store keeps what agents see"
    assert agent(cast).get("/help/media/attachments/a.png").status_code == 404


def test_a_reading_is_counted_once_and_a_look_ahead_is_not(cast: Cast, client: Client) -> None:
    article = write("fees", "Fees")
    text(client, "/help/en/articles/fees")
    client.head("/help/en/articles/fees")
    assert ArticleDay.objects.get(article=article).views == 1


def test_a_withdrawn_or_deleted_article_is_gone_everywhere(cast: Cast, client: Client) -> None:
    for key in ("first", "second"):
        write(key, f"Quicksilver {key}", slug=key)
    Article.objects.get(key="first").unpublish()
    lena = Client()
    lena.force_login(Agent.objects.get(pk=cast.lena.agent_id).user)
    second = Article.objects.get(key="second")
    done = lena.post(f"/editor/snippets/helpcenter/article/delete/{second.pk}/")
    assert done.status_code == 302, done.content.decode()[:500]
    assert not Article.objects.filter(key="second").exists()
    for path in ("", "search?q=quicksilver", "suggest?q=quicksilver", "sitemap.xml", "feed.xml"):
        page = text(client, f"/help/en/{path}")
        assert "Quicksilver" not in page
        assert "articles/second" not in page
    for slug in ("first", "second"):
        assert client.get(f"/help/en/articles/{slug}").status_code == 404
