"""One article with every kind of block: clean for axe, readable on a phone, on paper, and without script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests import patience
from tests.browser.conftest import Watch
from tests.browser.every_block import WORDS, with_every_block
from tests.browser.helpers import axe_clean, fits, not_wide, screenshot, tab_to
from tests.site_server import Site

LANGUAGES = ["ja", "ru"]
KINDS = (
    ".prose", ".help-steps img", ".help-figure figcaption", "video[poster]", ".help-video", ".callout[data-kind=note]",
    ".callout[data-kind=tip]", ".callout[data-kind=warning]", ".callout[data-kind=fraud]", ".help-table th[scope=row]",
    ".help-compare section", ".help-questions summary", ".help-code", ".help-applies", ".help-guide .help-answers",
    ".help-links", ".help-contact",
)  # fmt: skip
COMPLETE = "[...document.images].every(image => image.complete)"
BROKEN = (
    "[...document.images].filter(image => !image.naturalWidth).map(image => image.currentSrc || image.src)"
)


@pytest.fixture(scope="module")
def blocks(_new_site: Callable[..., Site]) -> Iterator[Site]:
    site = with_every_block(_new_site())
    yield site.start()
    site.stop()


@pytest.fixture
def open_page(browser: Browser, blocks: Site) -> Iterator[Callable[..., Page]]:
    """`open_page("ja")`: the article before a fresh reader. Nobody else is asked for anything."""
    contexts: list[Any] = []
    watch = Watch(blocks.url)

    def opened(language: str, **options: Any) -> Page:
        options = {"base_url": blocks.url, "locale": language, "reduced_motion": "reduce"} | options
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        watch.over(page)
        page.goto(f"/help/{language}/articles/every-block")
        return page

    yield opened
    for context in contexts:
        context.close()
    watch.judge()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_block_is_clean_and_fits(open_page: Callable[..., Page], language: str) -> None:
    for width in (1440, 390):
        page = open_page(language, viewport={"width": width, "height": 900})
        for kind in KINDS:
            assert page.locator(f".help-article {kind}").count(), kind
        for details in page.locator(".help-questions summary").all():
            details.click()
        page.evaluate("for (const i of document.images) i.loading = 'eager'")
        page.wait_for_function(COMPLETE, timeout=patience.MS)
        assert page.evaluate(BROKEN) == []
        axe_clean(page)
    fits(page)
    screenshot(page, f"every-block-{language}")


def test_contents_position_and_links_to_sections(open_page: Callable[..., Page], blocks: Site) -> None:
    page = open_page("ru", viewport={"width": 1440, "height": 700})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=blocks.url)
    links = page.locator(".help-contents a")
    assert links.count() == 3
    links.nth(1).click()
    expect(links.nth(1)).to_have_attribute("aria-current", "true")
    expect(page.locator("h2.anchored").nth(1)).to_be_in_viewport()
    tab_to(page, "h2 .anchor-copy", steps=40)
    page.keyboard.press("Enter")
    expect(page.locator("[data-announce]")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert unquote(copied).startswith(f"{blocks.url}/help/ru/articles/every-block#")
    page.goto(copied)
    expect(page.locator("h2.anchored").nth(1)).to_be_in_viewport()


def test_the_language_switch_keeps_the_article(open_page: Callable[..., Page]) -> None:
    page = open_page("ja")
    tab_to(page, ".language-switch > button")
    page.keyboard.press("Enter")
    page.locator("[role=menuitemradio][lang=ru]").press("Enter")
    page.wait_for_url("**/help/ru/articles/every-block")
    expect(page.get_by_role("heading", level=1)).to_have_text(WORDS["ru"][0])
    page.goto("/contact")
    expect(page.locator("html")).to_have_attribute("lang", "ru")


def test_videos_of_others_play_only_when_asked_for(open_page: Callable[..., Page]) -> None:
    page = open_page("ja", java_script_enabled=True)
    asked: list[str] = []
    opened: set[str] = set()
    page.context.route("https://**", lambda route: (asked.append(route.request.url), route.abort()))
    page.reload()
    page.mouse.wheel(0, 20_000)
    page.wait_for_load_state("networkidle")
    assert not asked
    assert page.locator("iframe").count() == 0
    for link in page.locator(".help-video a").all():
        assert link.get_attribute("rel") == "noopener noreferrer"
        host = urlsplit(link.get_attribute("href") or "").netloc
        with page.context.expect_event("request", partial(_goes_to, host)):
            link.click()
        opened.add(host)
    assert opened == {"www.youtube.com", "vimeo.com"}


def _goes_to(host: str, request: Request) -> bool:
    return urlsplit(request.url).netloc == host


def test_everything_is_there_without_script_and_on_paper(open_page: Callable[..., Page]) -> None:
    page = open_page("ja", java_script_enabled=False)
    assert page.locator("[data-node]:visible").count() == 3
    page.locator(".help-questions summary").first.click()
    expect(page.locator(".help-questions details .prose").first).to_be_visible()
    page.locator(".help-contents a").nth(2).click()
    expect(page.locator("h3.anchored").first).to_be_in_viewport()

    page = open_page("ja")
    page.emulate_media(media="print")
    for hidden in (".site-nav", ".help-contents", ".help-feedback", ".language-switch", ".anchor-copy"):
        expect(page.locator(hidden).first).to_be_hidden()
    for shown in (".help-steps", ".help-outcome", ".help-table", ".callout[data-kind=fraud]"):
        expect(page.locator(shown).first).to_be_visible()
    assert page.locator(".help-questions details .prose").first.evaluate("e => e.checkVisibility()")
    not_wide(page)
