"""What search engines and readers of feeds are told, against the specifications they follow."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.dateparse import parse_datetime

from madoguchi.helpcenter.contract import Audience, Kind
from madoguchi.portal.tests.help_shelf import text, write
from tests.cast import Cast

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _calm(settings: Any, tmp_path: Path, cast: Cast) -> None:
    cache.clear()
    settings.EMBEDDINGS = "none"
    settings.PUBLIC_URL = "https://help.hoshi.example"
    write(
        "fees",
        "Fees",
        "Free.\n\n:::steps\n### Sign in\nNow.\n:::",
        slug="fees",
        kind=Kind.TUTORIAL,
        summary="None",
    )
    write("fees.ja", "手数料", lang="ja", translation_of="fees", slug="tesuryo")
    write("hidden", "Desk", slug="hidden", audience=Audience.AGENTS)


def _links(page: str, rel: str) -> dict[str, str]:
    found = re.findall(rf'<link rel="{rel}"(?: hreflang="([^"]+)")?(?: type="[^"]+")? href="([^"]+)"', page)
    return dict(found)


def test_each_language_names_all_languages_and_itself(client: Client) -> None:
    english, japanese = text(client, "/help/en/articles/fees"), text(client, "/help/ja/articles/tesuryo")
    expected = {
        "en": "https://help.hoshi.example/help/en/articles/fees",
        "ja": "https://help.hoshi.example/help/ja/articles/tesuryo",
        "x-default": "https://help.hoshi.example/help/en/articles/fees",
    }
    for page in (english, japanese):
        assert {tag: url for tag, url in _links(page, "alternate").items() if tag} == expected
    assert _links(japanese, "canonical") == {"": expected["ja"]}
    for path in ("/help/ja/", "/help/ja/withdrawals"):
        others = _links(text(client, path), "alternate")
        assert others["ja"] == f"https://help.hoshi.example{path}"
        assert {"zh-Hans", "x-default"} <= set(others)


def test_every_page_says_what_it_is(client: Client) -> None:
    for path, kind in (
        ("/help/en/", "website"),
        ("/help/en/withdrawals", "website"),
        ("/help/en/articles/fees", "article"),
    ):
        page = text(client, path)
        facts = dict(re.findall(r'<meta property="(og:[a-z_]+)" content="([^"]*)">', page))
        assert facts["og:type"] == kind
        assert facts["og:url"] == f"https://help.hoshi.example{path}"
        assert facts["og:title"]
        assert facts["og:site_name"] == "Hoshi Exchange"
        [words] = re.findall(r'<meta name="description" content="([^"]*)">', page)
        assert words == facts["og:description"] != ""


def test_how_to_and_breadcrumbs_have_what_is_required(client: Client) -> None:
    page = text(client, "/help/en/articles/fees")
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    path, how = json.loads(block)
    assert [(one["@type"], one["position"]) for one in path["itemListElement"]] == [
        ("ListItem", 1),
        ("ListItem", 2),
    ]
    assert all(one["item"].startswith("https://") and one["name"] for one in path["itemListElement"])
    assert (how["@type"], how["name"]) == ("HowTo", "Fees")
    assert how["step"] == [{"@type": "HowToStep", "name": "Sign in", "text": "Now."}]


def test_robots_are_shown_the_way_to_each_languages_map(client: Client) -> None:
    lines = text(client, "/robots.txt").splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /desk/" in lines
    assert "Sitemap: https://help.hoshi.example/help/sitemap.xml" in lines
    assert not any("Disallow: /help" in line for line in lines)


def test_a_feed_is_complete_by_its_specification(client: Client) -> None:
    """RFC 4287, 4.1: id, title and updated of feed and entries; an author; a link to itself."""
    address = "/help/en/withdrawals/feed.xml"
    feed = ElementTree.fromstring(client.get(address).content)
    for part in (feed, *feed.findall(f"{ATOM}entry")):
        assert (part.findtext(f"{ATOM}id") or "").startswith("https://")
        assert part.findtext(f"{ATOM}title")
        moment = parse_datetime(part.findtext(f"{ATOM}updated") or "")
        assert moment
        assert moment.tzinfo
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Hoshi Exchange"
    own = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert own == [f"https://help.hoshi.example{address}"]
    assert len(feed.findall(f"{ATOM}entry")) == 1, "what is for agents is in no feed"
    named = re.findall(r'type="application/atom\+xml" href="([^"]+)"', text(client, "/help/en/withdrawals"))
    assert named == [address]
