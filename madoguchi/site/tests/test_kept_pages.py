"""Finished pages are given out as they are, to strangers only, and exactly those go that show what changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from madoguchi.company.actions import save_company
from madoguchi.company.queries import company
from madoguchi.helpcenter.actions.publishing import after_withdrawing
from madoguchi.helpcenter.contract import Audience, Kind
from madoguchi.helpcenter.models import Article, ArticleDay, Banner, BannerText, Category
from madoguchi.inbox.models import Inbox
from madoguchi.portal.help.kept.store import KeptPage, PageStore
from madoguchi.portal.tests.help_shelf import agent, customer, write
from madoguchi.site.tests.kept_stage import Process, calm, session_of
from tests.cast import Cast

FEES, OTHER = "/help/en/articles/fees", "/help/en/articles/seeds"
SHELF, OTHER_SHELF, HOME = "/help/en/trading", "/help/en/safety", "/help/en/"
ALL = (FEES, OTHER, SHELF, OTHER_SHELF, HOME, "/help/ja/articles/fees", "/help/ja/trading")


@pytest.fixture(autouse=True)
def _calm(settings: Any, tmp_path: Path) -> None:
    calm(settings, tmp_path)


@pytest.fixture
def process(cast: Cast) -> Process:
    write("fees", "Fees", slug="fees", category="trading")
    write("seeds", "Seeds", slug="seeds", category="safety")
    return Process()


def warm(process: Process, *paths: str) -> None:
    for path in paths or ALL:
        process.get(path)
        assert process.get(path).kept, path


def test_a_page_is_drawn_once_and_then_asked_for_by_its_etag(process: Process) -> None:
    first, second = process.get(FEES), process.get(FEES)
    assert (first.kept, second.kept) == (False, True)
    assert second.text == first.text
    assert "<h1>Fees</h1>" in second.text
    for name in ("content-security-policy", "x-frame-options", "content-language", "x-content-type-options"):
        assert second.headers[name] == first.headers[name]
    assert second.headers["etag"] == first.headers["etag"]
    assert second.headers["cache-control"] == "no-cache", (
        "who signs in must not go on seeing the strangers' page"
    )
    assert {"Cookie", "Accept-Encoding"} <= set(second.headers["vary"].split(", "))
    etag = second.headers["etag"]
    for known in (etag, f'"other", {etag}', etag.removeprefix("W/")):
        answer = process.get(FEES, if_none_match=known)
        assert (answer.status, answer.body) == (304, b"")
        assert answer.headers["etag"] == etag
    assert process.get(FEES, if_none_match='W/"other"').status == 200
    plain = process.get(FEES, accept_encoding="identity")
    assert "content-encoding" not in plain.headers
    assert plain.text == first.text
    assert process.get(FEES, accept_encoding="br, gzip;q=0").headers.get("content-encoding") is None
    head = process.get(FEES, method="HEAD")
    assert head.kept
    assert head.body == b""
    assert int(head.headers["content-length"]) == len(second.body)


def test_nothing_of_a_readers_is_in_it(process: Process) -> None:
    for path in ALL:
        page = process.get(path)
        assert "set-cookie" not in page.headers, path
        assert "csrf" not in page.text.lower(), path
    reader = session_of(customer())
    mine = process.get(FEES, cookie=reader)
    assert not mine.kept
    assert "/profile" in mine.text
    assert mine.headers["cache-control"] == "private, no-store", "he may read more than everybody"
    assert "/profile" not in process.get(FEES).text
    assert not process.get(FEES, cookie=f"{reader}; theme=dark").kept
    assert not process.get(FEES, cookie="messages=x").kept
    dark = process.get(FEES, cookie="theme=dark")
    assert 'data-theme="dark"' in dark.text
    assert 'data-theme="dark"' in process.get(FEES, cookie="theme=dark").text
    assert 'data-theme="' not in process.get(FEES, cookie='theme="><script>').text.split("</head>")[0]
    assert 'data-theme="' not in process.get(FEES).text.split("</head>")[0]


@pytest.mark.parametrize("audience", [Audience.CUSTOMERS, Audience.VIP, Audience.AGENTS])
def test_what_is_for_some_is_never_kept(process: Process, cast: Cast, audience: Audience) -> None:
    write("desk", "Quicksilver", slug="desk", audience=audience, category="trading")
    path = "/help/en/articles/desk"
    staff = session_of(agent(cast))
    for _ in range(3):
        seen = process.get(path, cookie=staff)
        assert "Quicksilver" in seen.text
        assert not seen.kept
        assert process.get(path).status == 404
        for listed in (SHELF, HOME, FEES):
            assert "Quicksilver" in process.get(listed, cookie=staff).text or listed == HOME
            assert "Quicksilver" not in process.get(listed).text


@pytest.mark.parametrize(
    ("change", "gone", "stays"),
    [
        (
            lambda: write("fees", "Fees and prices", slug="fees", category="trading"),
            {FEES, SHELF, HOME},
            OTHER,
        ),
        (lambda: Article.objects.get(key="fees").unpublish(), {FEES, SHELF, HOME}, OTHER),
        (lambda: write("fees", "Fees", "Now free.", slug="prices", category="trading"), {FEES}, OTHER_SHELF),
        (
            lambda: write("fees.ja", "手数料", lang="ja", translation_of="fees", slug="tesuryo"),
            {FEES, "/help/ja/articles/fees", "/help/ja/trading"},
            OTHER,
        ),
        (lambda: write("new", "New here", slug="new", category="trading"), {SHELF, FEES, HOME}, OTHER),
        (lambda: write("seeds", "Seeds", slug="seeds", category="trading"), {OTHER_SHELF, SHELF}, ""),
        (
            lambda: write("fees", "Fees", slug="fees", category="trading", audience=Audience.AGENTS),
            {FEES},
            OTHER,
        ),
        (lambda: _name_category("trading", "Trading places"), {FEES, SHELF, HOME}, OTHER),
        (lambda: _delete("fees"), {FEES, SHELF, HOME}, OTHER_SHELF),
        (lambda: _rename("Hoshi Two"), set(ALL), ""),
        (lambda: _banner("Deposits of XRP are slow"), set(ALL), ""),
        (lambda: Inbox.objects.filter(channel="email").update(address="help@hoshi.example"), {HOME}, FEES),
    ],
)
def test_exactly_what_shows_a_change_is_drawn_anew(
    process: Process, change: Callable[[], object], gone: set[str], stays: str
) -> None:
    warm(process)
    change()
    if stays:
        assert process.get(stays).kept, "what does not show it stays"
    for path in gone:
        assert not process.get(path).kept, path


def test_what_readers_do_changes_no_page(process: Process, settings: Any) -> None:
    warm(process)
    ArticleDay.objects.all().delete()
    for _ in range(3):
        process.get(FEES)
    process.get(FEES, method="HEAD")
    assert ArticleDay.objects.get(article__key="fees").views == 3, "who reads a kept page has read it"
    process.get("/help/en/search", query="q=fees")
    process.get("/help/en/articles/nothing")
    for path in ALL:
        assert process.get(path).kept


def test_another_process_knows_of_it_as_well(process: Process, settings: Any) -> None:
    second = Process()
    warm(process, FEES, OTHER)
    warm(second, FEES, OTHER)
    settings.HELP_REFRESH_SECONDS = 3600
    write("fees", "Fees and prices", slug="fees", category="trading")
    assert second.get(FEES).kept, "it looked a moment ago"
    settings.HELP_REFRESH_SECONDS = 0
    for one in (process, second):
        assert "<h1>Fees and prices</h1>" in one.get(FEES).text
        assert one.get(OTHER).kept


def test_banners_come_and_go_by_the_clock(process: Process, settings: Any) -> None:
    now = timezone.now()
    _banner("Maintenance tonight", starts_at=now + timedelta(hours=1), ends_at=now + timedelta(hours=2))
    assert "Maintenance" not in process.get(FEES).text
    [page] = [one for key, one in process.store._pages.items() if key[0] == FEES]
    Banner.objects.update(starts_at=now - timedelta(hours=1))
    shown = process.get(FEES).text
    assert re.search(r'role="region" aria-label="Incident".*Maintenance tonight', shown, re.DOTALL)
    assert 'lang="en"' in process.get("/help/ja/articles/fees").text.split("Maintenance")[0][-400:]
    Banner.objects.update(ends_at=now - timedelta(minutes=1))
    assert "Maintenance" not in process.get(FEES).text
    settings.HELP_PAGE_SECONDS = 0
    Banner.objects.all().delete()
    process.get(FEES)
    assert not process.get(FEES).kept, "nothing is kept for longer than the setting says"
    assert page.article_id is not None


def test_an_announcement_is_on_the_home_page_at_once(process: Process) -> None:
    warm(process, HOME)
    write("listing", "New listing: QQQ", slug="listing", kind=Kind.ANNOUNCEMENT, category="trading")
    assert "New listing: QQQ" in process.get(HOME).text


def test_the_start_page_is_kept_by_language(process: Process) -> None:
    for words, language in (("ja,en;q=0.5", "ja"), ("de", "en"), ("zh-CN", "zh-hans")):
        process.get("/", accept_language=words)
        page = process.get("/", accept_language=words)
        assert page.kept
        assert f'<html lang="{language}"' in page.text
        assert "Accept-Language" in page.headers["vary"]
    chosen = process.get("/", accept_language="ja", cookie="django_language=ko")
    assert '<html lang="ko"' in chosen.text


def test_strange_requests_go_to_django(process: Process) -> None:
    warm(process, FEES)
    assert process.get(FEES, host="evil.example").status == 400
    assert not process.get(FEES, query="utm_source=x").kept
    assert process.get(FEES, method="POST").status in (403, 405)
    assert process.get(FEES, cookie="theme").kept
    assert process.get("/help/en/articles/\x00").status == 404


def test_the_memory_is_bounded_and_what_changes_meanwhile_is_not_kept() -> None:
    store = PageStore()
    page = KeptPage((), b"x" * 1000, b'"e"', frozenset({"a"}), float("inf"))
    assert not store.keep(("1",), page, begun=store.begin(), limit=10_000), "nobody looks for changes yet"
    store.open = True
    for number in range(20):
        assert store.keep((str(number),), page, begun=store.begin(), limit=10 * page.size)
    assert store.size == 10 * page.size
    assert store.find(("9",)) is None
    assert store.find(("10",)) is page
    begun = store.begin()
    store.drop(["a"])
    assert store.size == 0
    assert not store.keep(("1",), page, begun=begun, limit=10_000), "it may show what was before"
    assert store.keep(("1",), page, begun=store.begin(), limit=10_000)
    assert not store.keep(("2",), page, begun=store.begin(), limit=1_000), "larger than all that is allowed"


def _name_category(key: str, name: str) -> None:
    category = Category.objects.get(key=key)
    category.texts.update_or_create(language="en", defaults={"name": name})


def _delete(key: str) -> None:
    article = Article.objects.get(key=key)
    article.delete()
    after_withdrawing(article)


def _rename(name: str) -> None:
    known = company()
    assert known
    save_company(
        by="lena",
        name=name,
        site=known.brand.site,
        languages=known.brand.languages,
        default_language=known.brand.default_language,
        legal_name="Hoshi",
        country="JP",
        address="",
    )


def _banner(title: str, **more: Any) -> Banner:
    brand = Category.objects.first()
    assert brand
    banner = Banner.objects.create(brand_id=brand.brand_id, name=title, tone="warn", **more)
    BannerText.objects.create(banner=banner, language="en", title=title, text="You need not do anything.")
    return banner
