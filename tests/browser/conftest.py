"""A real Chromium before the running installation. Every page is watched: no error, no foreign address, no CSP break."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests import patience
from tests.browser import helpers
from tests.site_server import Site

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
expect.set_options(timeout=patience.MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # One a module: Playwright's loop must not outlive it, or asyncio.run of later tests would refuse.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Watch:
    """What went wrong on the pages of a test, judged when it ends. `allowed` takes words of expected errors."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.problems: list[str] = []
        self.allowed: list[str] = []

    def over(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.problems.append(f"{page.url}: script: {error}"))
        page.on("console", self._console)
        page.on("request", lambda request: self._request(request.url))

    def _console(self, message: ConsoleMessage) -> None:
        place = message.location.get("url")  # none: the test's own tool (axe measures with inline styles)
        if place and message.type == "error" and "Content Security Policy" in message.text:
            self.problems.append(f"{place}: {message.text}")

    def _request(self, url: str) -> None:
        if not url.startswith((self.home, self.home.replace("http", "ws"), "data:", "blob:", "about:")):
            self.problems.append(f"a request to somebody else: {url[:200]}")

    def judge(self) -> None:
        bad = [problem for problem in self.problems if not any(word in problem for word in self.allowed)]
        assert not bad, "\n".join(bad)


@pytest.fixture
def watch(site: Site) -> Iterator[Watch]:
    watch = Watch(site.url)
    yield watch
    watch.judge()


@pytest.fixture
def new_page(browser: Browser, site: Site, watch: Watch) -> Iterator[Callable[..., Page]]:
    """`new_page(locale="ja")`: another person's browser, with cookies of its own."""
    contexts: list[BrowserContext] = []

    def new(**options: Any) -> Page:
        options = {"base_url": site.url, "locale": "en", "reduced_motion": "reduce"} | options
        contexts.append(browser.new_context(**options))
        contexts[-1].set_default_timeout(patience.MS)
        page = contexts[-1].new_page()
        watch.over(page)
        return page

    yield new
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """One person's browser, signed out."""
    return new_page()


@pytest.fixture(scope="session")
def _cookies() -> dict[tuple[str, str], Any]:
    return {}


@pytest.fixture
def signed_in(site: Site, _cookies: dict[tuple[str, str], Any]) -> Callable[..., Page]:
    """`signed_in(page, "agent@hoshi.example")`: through the form the first time, with the same session after."""

    def sign_in(page: Page, email: str, *, next: str = "/desk/") -> Page:
        key = (site.url, email)
        if key in _cookies:
            page.context.add_cookies(_cookies[key])
            page.goto(next)
        else:
            helpers.sign_in(page, email, next=next)
            _cookies[key] = page.context.cookies()
        return page

    return sign_in
