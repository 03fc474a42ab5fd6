"""The components in a real browser: nothing for axe to find in either theme, and all of it by keyboard."""

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.helpers import LOOKS, violations

pytestmark = [pytest.mark.browser, pytest.mark.urls("madoguchi.core.urls")]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="module")
def chromium():
    # Playwright's synchronous API runs a loop in this thread, and Django takes it for an asynchronous context.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


def opened(browser: Browser, url: str, *, scheme: str = "light"):
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": 1280, "height": 900}, reduced_motion="reduce", locale="en"
    )
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
    page.goto(url)
    return page


@pytest.mark.skipif(not LOOKS, reason="judged on this run's first database")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/style", "/style/desk", "/style/portal"])
def test_axe_finds_nothing(chromium, live_server, path, scheme):
    page = opened(chromium, live_server.url + path, scheme=scheme)
    page.wait_for_load_state("networkidle")
    assert page.complaints == []
    assert [(each["id"], each["nodes"][0]["html"]) for each in violations(page)] == []


@pytest.mark.parametrize("path", ["/style", "/style?density=desk", "/style/desk", "/style/portal"])
def test_nothing_sticks_out_on_small_screens(chromium, live_server, path):
    page = opened(chromium, live_server.url + path)
    for width in (1100, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_menu_by_keyboard(chromium, live_server):
    page = opened(chromium, live_server.url + "/style")
    status = page.locator('[popovertarget="s-menu"]')
    status.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#s-menu .menu-item").first).to_be_focused()
    expect(status).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("p")
    expect(page.locator("#s-menu .menu-item").nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(status).to_be_focused()
    expect(page.locator("#s-menu")).to_be_hidden()


def test_tabs_and_a_dialog_by_keyboard(chromium, live_server):
    page = opened(chromium, live_server.url + "/style")
    page.locator("#st1").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#sp2")).to_be_visible()
    expect(page.locator("#sp1")).to_be_hidden()
    opener = page.locator('[data-dialog-open="s-dialog"]')
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#s-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#s-dialog")).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_toast_can_be_undone_and_goes_by_itself(chromium, live_server):
    page = opened(chromium, live_server.url + "/style")
    page.evaluate("document.addEventListener('undo-it', () => { document.body.dataset.undone = 'yes'; })")
    say = "detail => document.dispatchEvent(new CustomEvent('toast', { detail }))"
    page.evaluate(say, {"text": "<b>Sent</b>", "action": {"label": "Undo", "event": "undo-it"}})
    toast = page.locator("[data-toasts] .toast")
    expect(toast.locator("p")).to_have_text("<b>Sent</b>")
    toast.get_by_role("button", name="Undo").click()
    expect(page.locator("body")).to_have_attribute("data-undone", "yes")
    expect(toast).to_have_count(0)
    page.mouse.move(1, 1)
    page.evaluate(say, {"text": "Saved", "seconds": 0.3})
    expect(toast).to_have_count(1)
    expect(toast).to_have_count(0)


def test_the_chosen_theme_is_drawn_by_the_server_next_time(chromium, live_server):
    page = opened(chromium, live_server.url + "/style")
    page.locator('[data-theme-choice="dark"]').click()
    assert page.request.get(live_server.url + "/style").text().count('data-theme="dark"') == 1
    page.reload()
    expect(page.locator('[data-theme-choice="dark"]')).to_have_attribute("aria-pressed", "true")
    page.locator('[data-theme-choice="system"]').click()
    assert page.evaluate("document.cookie") == ""
