"""A tutorial from the first word to the last day: written, sent back, reviewed, scheduled, translated, found, expired.

Ada (an author) writes and translates, Lena (an editor) reviews and publishes, Kim reads. Nothing is public earlier than
it should be, and nobody publishes who may not.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
from playwright.sync_api import Page, expect

from tests import patience
from tests.browser.conftest import Watch
from tests.browser.helpers import says
from tests.site_server import Site

ADA, LENA = "agent@hoshi.example", "lead@hoshi.example"
LIST = "/editor/snippets/helpcenter/article/"
STEP = "[name='body-0-value-steps-0-value-{}']"
SCHEDULE_SECONDS = 90 + patience.SECONDS


def test_a_tutorial_lives(
    site: Site, new_page: Callable[..., Page], signed_in: Callable[..., Page], watch: Watch
) -> None:
    # Wagtail's text field would style its hint and very deep lists inline; without, both look plain.
    watch.allowed.append("wagtailadmin/js/vendor.js")
    word = f"zephyr{uuid.uuid4().hex[:8]}"
    japanese = f"北風{uuid.uuid4().hex[:8]}"
    ada, lena = new_page(), new_page()
    signed_in(ada, ADA, next="/editor/")
    signed_in(lena, LENA, next="/editor/")

    address = _write_tutorial(ada, f"Move {word} to your wallet")
    assert _found(site, word) == [], "a draft is for nobody else"
    _publish_by_force(ada, address)
    assert _found(site, word) == [], "an author's forged button publishes nothing"
    _submit(ada, address)
    _send_back(lena, word, address, "Name the network, please.")
    _answer(ada, address, "Name the network, please.")
    _compare(lena, address)

    due = _minute()
    _schedule(lena, address, "go_live_at", due)
    _approve(lena, address)
    assert not _found(site, word) or datetime.now(UTC) >= due, "approved, but its time has not come"
    seen = _wait(lambda: _found(site, word), SCHEDULE_SECONDS)
    assert seen >= due, "not before its time"
    reader = new_page()
    reader.goto(f"/help/en/search?q={word}")
    reader.locator(".help-hit a").first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(f"Move {word} to your wallet")
    says(reader, "over TRC20")

    theirs = _translate(ada, address, japanese)
    assert _found(site, japanese, "ja") == []
    _submit(ada, theirs)
    _approve(lena, theirs)
    patience.until(lambda: _found(site, japanese, "ja"))
    assert _found(site, word) == [f"Move {word} to your wallet"]

    _history(lena, address)
    end = _minute()
    _schedule(lena, address, "expire_at", end)
    _publish(lena, address)
    assert _found(site, word) or datetime.now(UTC) >= end, "until then it can be read"
    assert _wait(lambda: not _found(site, word), SCHEDULE_SECONDS) >= end
    assert _found(site, japanese, "ja"), "its translation has no end"


def _write_tutorial(page: Page, title: str) -> str:
    page.goto(f"{LIST}add/")
    page.get_by_role("tab", name="Place and readers").click()
    for name in ("brand", "category"):
        page.locator(f"select[name={name}]").select_option(index=1)
    page.locator("select[name=kind]").select_option("tutorial")
    page.get_by_role("tab", name="Text", exact=True).click()
    page.locator("[name=title]").fill(title)
    page.locator("[name=summary]").fill("In two steps.")
    page.locator("[data-contentpath=body] .c-sf-add-button").first.click()
    page.get_by_role("option", name="Numbered steps").click()
    page.locator(STEP.format("title")).fill("Open the wallet")
    _type(page, "Look for Receive.")
    return _save(page)


def _type(page: Page, words: str) -> None:
    """At the end of the first step's text, until the form has it: the text field hands it over a moment later."""
    page.locator("[data-contentpath=text] [contenteditable=true]").first.click()
    page.keyboard.press("End")
    page.keyboard.type(words)
    expect(page.locator(STEP.format("text"))).to_have_value(re.compile(re.escape(words.strip())))


def _save(page: Page) -> str:
    """The address of the article; the editor may have saved it already by itself."""
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_url(re.compile(r"/article/edit/\d+/"))
    expect(page.locator(".messages")).to_contain_text(re.compile("created|saved|updated"))
    return page.url[page.url.index("/editor/") :].split("?")[0]


def _submit(page: Page, address: str) -> None:
    page.goto(address)
    _more(page, "action-submit")
    says(page, "has been submitted for moderation")


def _more(page: Page, name: str) -> None:
    page.get_by_role("button", name="More actions").last.click()
    page.locator(f"[name={name}]").click()


def _publish_by_force(page: Page, address: str) -> None:
    """Send the form as if the button were there."""
    page.goto(address)
    assert page.locator("[name=action-publish]").count() == 0
    page.evaluate(
        """async () => {
            const form = new FormData(document.querySelector("form[data-edit-form]"));
            form.set("action-publish", "action-publish");
            await fetch(location.href, {method: "POST", body: form});
        }"""
    )


def _send_back(page: Page, word: str, address: str, comment: str) -> None:
    page.goto("/editor/")
    expect(page.get_by_role("link", name=re.compile(word)).first).to_be_visible()
    page.goto(address)
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name="Request changes").click()
    page.locator(".modal-content textarea").fill(comment)
    page.locator(".modal-content [type=submit]").click()
    page.wait_for_url(lambda url: not url.endswith(address))


def _answer(page: Page, address: str, comment: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="View details").click()
    expect(page.get_by_text(comment).locator("visible=true").first).to_be_visible()
    page.keyboard.press("Escape")
    _type(page, " Send it over TRC20.")
    _more(page, "action-submit")
    says(page, "has been submitted for moderation")


def _compare(page: Page, address: str) -> None:
    page.goto(f"{LIST}history/{_number(address)}/")
    page.locator("table").get_by_role("button", name="Actions").last.click()
    page.get_by_role("link", name="Compare with current version").click()
    says(page, "over TRC20")


def _schedule(page: Page, address: str, field: str, moment: datetime) -> None:
    page.goto(address)
    status = page.get_by_role("button", name="Toggle status")
    expect(status).to_be_visible()
    if status.get_attribute("aria-expanded") != "true":  # the editor remembers what was open
        status.click()
    page.get_by_role("button", name=re.compile("(Set|Edit) schedule")).click()
    page.locator(f"[name={field}]").fill(moment.strftime("%Y-%m-%d %H:%M:%S"))
    page.locator(f"[name={field}]").press("Tab")
    page.get_by_role("button", name="Save schedule").press("Enter")  # the calendar may lie over it
    expect(page.locator(".messages")).to_be_visible()


def _minute() -> datetime:
    """A whole minute, which is all that the calendar knows, far enough away to get there by hand."""
    return (datetime.now(UTC) + timedelta(seconds=85)).replace(second=0, microsecond=0)


def _approve(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name=re.compile("^\\s*Approve and")).click()
    expect(page.locator(".messages")).to_contain_text("updated")


def _publish(page: Page, address: str) -> None:
    page.goto(address)
    _more(page, "action-publish")
    expect(page.locator(".messages")).to_contain_text(re.compile("published|scheduled"))


def _translate(page: Page, address: str, title: str) -> str:
    page.goto(f"/editor/translation/submit/snippet/helpcenter/article/{_number(address)}/")
    page.get_by_label("日本語").check()
    page.get_by_role("button", name="Submit").click()
    page.wait_for_url(re.compile(r"/article/edit/\d+/"))
    page.locator("[name=title]").fill(title)
    page.locator(STEP.format("title")).fill("ウォレットを開く")
    return _save(page)


def _history(page: Page, address: str) -> None:
    page.goto(f"{LIST}history/{_number(address)}/")
    table = page.locator("table").first
    for what in ("Ada", "Lena", "Created", "Published"):
        expect(table).to_contain_text(re.compile(what, re.IGNORECASE))


def _number(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


def _found(site: Site, word: str, language: str = "en") -> list[str]:
    """What any customer's search finds: the titles with this word."""
    answer = httpx.get(f"{site.url}/help/{language}/search", params={"q": word}, timeout=patience.SECONDS)
    titles = re.findall(r'<li class="help-hit".*?<a [^>]*>(.*?)</a>', answer.text, re.DOTALL)
    return [title for title in titles if word in title]


def _wait(true: Callable[[], object], seconds: float) -> datetime:
    """When it became true."""
    patience.until(true, seconds=seconds, every=0.5)  # minutes, in which others need the machine
    return datetime.now(UTC)
