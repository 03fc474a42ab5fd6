"""Two agents at their screens, and one with many rows."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.helpers import axe_clean
from tests.site_server import Site

LATER = "For the security team alone"


def test_what_ada_hands_to_security_leaves_her_screen_and_comes_to_ottos(
    new_page: Callable[..., Page], signed_in: Callable[..., Page], site: Site
) -> None:
    ada = signed_in(new_page(), "agent@hoshi.example", next="/desk/all")
    mina = signed_in(new_page(), "mina@hoshi.example", next="/desk/all")
    otto = signed_in(new_page(), "otto@hoshi.example", next="/desk/all")
    frames: list[str] = []
    mina.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(str(frame))))
    mina.reload()
    for screen in (ada, mina, otto):
        expect(screen.locator("[data-live-state]")).to_have_attribute("data-state", "live")
    reference = str(ada.locator("#rows .row").nth(1).get_attribute("data-ref"))
    row = f"#r-{reference}"
    expect(otto.locator(row)).to_have_count(0)
    mina.locator(f"{row} .row-link").click()
    expect(mina.locator("#head")).to_have_attribute("data-ref", reference)

    ada.locator(f"{row} .row-check").check(force=True)
    ada.locator("#bulk [popovertarget=bulk-team]").click()
    ada.locator("#bulk-team").get_by_role("menuitem", name=re.compile("Security|Account")).first.click()
    expect(ada.locator(row)).to_have_count(0)
    expect(mina.locator(row)).to_have_count(0)
    expect(mina.locator("#conversation").get_by_role("alert")).to_be_visible()
    expect(otto.locator(row)).to_be_visible()

    frames.clear()
    otto.locator(f"{row} .row-link").click()
    otto.locator("#composer-text").fill(LATER)
    otto.locator("#tab-note").click()
    otto.locator("#composer-text").fill(LATER)
    otto.locator("[data-add-note]").click()
    expect(otto.locator("#thread").get_by_text(LATER)).to_be_visible()
    mina.locator("[data-back]").last.click()
    assert not [frame for frame in frames if LATER in frame or reference in frame]


def test_lena_resolves_two_rows_takes_it_back_and_is_told_what_did_not_change(
    new_page: Callable[..., Page], signed_in: Callable[..., Page]
) -> None:
    lena = signed_in(new_page(), "lead@hoshi.example", next="/desk/all")
    rows = lena.locator("#rows .row")
    two = [str(rows.nth(n).get_attribute("data-ref")) for n in (0, 1)]
    rows.nth(0).hover()
    rows.nth(0).locator(".row-check").click()
    rows.nth(1).locator(".row-check").click(modifiers=["Shift"])
    expect(lena.locator("[data-chosen-count]")).to_have_text("2 chosen")
    lena.locator("#bulk [popovertarget=bulk-status]").click()
    lena.locator("#bulk-status [data-value=resolved]").click()
    for reference in two:
        expect(lena.locator(f"#r-{reference}")).to_have_count(0)
    lena.locator(".toast").get_by_role("button", name="Undo").click()
    for reference in two:
        expect(lena.locator(f"#r-{reference}")).to_be_visible()
    expect(lena.locator(".row-check:checked")).to_have_count(0)


def test_the_panes_are_as_wide_as_lena_wants_them_by_keyboard_and_after_a_reload(
    new_page: Callable[..., Page], signed_in: Callable[..., Page]
) -> None:
    lena = signed_in(
        new_page(viewport={"width": 1440, "height": 900}), "lead@hoshi.example", next="/desk/all"
    )
    edge, pane = lena.get_by_role("separator", name="Width of the list"), lena.locator("#list")

    def width() -> int:
        return round(pane.evaluate("pane => pane.getBoundingClientRect().width"))

    usual = width()
    edge.focus()
    edge.press("ArrowRight")
    assert width() == usual + 16
    edge.press("End")
    expect(edge).to_have_attribute("aria-valuenow", "560")
    lena.reload()
    assert width() == 560
    edge.dblclick()
    assert width() == usual


def test_ada_looks_into_a_conversation_without_opening_it(
    new_page: Callable[..., Page], signed_in: Callable[..., Page], site: Site
) -> None:
    ada = signed_in(
        new_page(viewport={"width": 1440, "height": 900}), "agent@hoshi.example", next="/desk/all"
    )
    card, rows = ada.locator("#preview"), ada.locator("#rows .row")
    unread = ada.locator("#rows .row[data-unread]").count()
    assert unread
    rows.nth(1).hover()
    expect(card).to_be_visible()
    expect(card).to_contain_text(str(rows.nth(1).get_attribute("data-ref")))
    assert card.locator(".preview-said li").count() in (1, 2, 3)
    axe_clean(ada)
    apart = "card => card.getBoundingClientRect().left >= document.getElementById('list').getBoundingClientRect().right"
    assert card.evaluate(apart), "it covers the list"
    card.hover()
    ada.wait_for_timeout(400)
    expect(card).to_be_visible()
    rows.nth(1).hover()
    ada.keyboard.press("Escape")
    expect(card).to_be_hidden()
    ada.mouse.move(1300, 20)

    rows.nth(2).locator(".row-link").focus()
    ada.keyboard.press("Space")
    expect(card).to_contain_text(str(rows.nth(2).get_attribute("data-ref")))
    expect(ada.locator("[data-preview-said]")).to_contain_text(str(rows.nth(2).get_attribute("data-ref")))
    expect(rows.nth(2).locator(".row-link")).to_be_focused()
    ada.keyboard.press("ArrowDown")
    expect(card).to_be_hidden()
    expect(card).to_contain_text(str(rows.nth(3).get_attribute("data-ref")))
    expect(card).to_be_visible()
    ada.keyboard.press("Tab")
    expect(card).to_be_hidden()

    assert ada.url.endswith("/desk/all")
    ada.reload()
    expect(ada.locator("#rows .row[data-unread]")).to_have_count(unread)
    looked = site.rows("SELECT count(*) FROM audit_entry WHERE action = 'conversation.preview'")[0][0]
    assert looked >= 3


def test_a_finger_opens_a_conversation_and_gets_no_preview(
    new_page: Callable[..., Page], signed_in: Callable[..., Page]
) -> None:
    ada = signed_in(
        new_page(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844}),
        "agent@hoshi.example",
        next="/desk/all",
    )
    shown = ada.evaluate_handle(
        "() => { const n = []; addEventListener('preview-shown', () => n.push(1), true); return n; }"
    )
    ada.locator("#rows .row-link").first.tap()
    expect(ada.locator("#head")).to_be_visible()
    ada.wait_for_timeout(900)
    expect(ada.locator("#preview")).to_be_hidden()
    assert shown.evaluate("n => n.length") == 0


def test_late_news_of_an_older_change_does_not_take_back_the_newer_one(
    new_page: Callable[..., Page], signed_in: Callable[..., Page]
) -> None:
    page, held, holding = new_page(), [], []

    def between(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda said: held.append((socket, said)) if holding else socket.send(said))

    page.route_web_socket("**/live", between)
    ada = signed_in(page, "agent@hoshi.example", next="/desk/all")
    expect(ada.locator("[data-live-state]")).to_have_attribute("data-state", "live")
    ada.locator("#rows .row .row-link").first.click()
    head = ada.locator("#head")
    expect(head).to_be_visible()
    first = int(head.get_attribute("data-v") or 0)
    holding.append(True)
    for place in (0, 3):
        ada.locator("[popovertarget=priority-menu]").click()
        with ada.expect_response("**/priority"):
            ada.locator("#priority-menu [data-change]").nth(place).click()
    ada.wait_for_function("v => Number(document.getElementById('head').dataset.v) >= v", arg=first + 2)
    newest = head.get_attribute("data-v")
    while len(held) < 2:
        ada.wait_for_timeout(20)
    socket, said = next(pair for pair in held if "conversation" in str(pair[1]))
    socket.send(said)
    ada.evaluate("new Promise(requestAnimationFrame)")  # what came by the socket has been shown
    expect(head).to_have_attribute("data-v", str(newest))
