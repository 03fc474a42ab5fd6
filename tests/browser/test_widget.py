"""A Japanese visitor on the demo's exchange page, in a real browser, and an agent who answers while she watches."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import ConsoleMessage, Page, expect, sync_playwright

from madoguchi.inbox.models import Conversation, Inbox, Message
from madoguchi.site.doors import build_doors
from madoguchi.site.pool import pool
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.browser


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    made = make_cast()
    Inbox.objects.filter(id=made.chat.id).update(languages=["en", "ja"])
    return made


@pytest.fixture
def url(cast: Cast) -> Iterator[str]:
    """The whole server on a thread of its own, in front of the test's database."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    options: dict[str, Any] = {"ws": "websockets-sansio", "lifespan": "on", "log_level": "warning"}
    server = uvicorn.Server(uvicorn.Config(build_doors(embedded=True), **options))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])))
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        pool().shutdown()
        pool.cache_clear()


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser.new_context(locale="ja-JP").new_page()
        browser.close()


def test_yuki_chats_on_the_exchanges_page_and_adas_answer_appears(cast: Cast, url: str, page: Page) -> None:
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if _is_complaint(said) else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{url}/demo-shop/")
    chat = page.locator("madoguchi-chat")
    chat.locator("> button, button").first.click()
    chat.get_by_role("button", name="Start a new conversation").or_(
        chat.locator(".page button").first
    ).first.click()
    field = chat.locator("textarea").last
    field.fill("出金が保留のままです。")
    chat.locator("form button:not([type=button]), form button[type=submit]").last.click()
    expect(chat.get_by_text("出金が保留のままです。")).to_be_visible()
    reference = _in_thread(lambda: _waiting().reference)
    _in_thread(lambda: cast.answers(cast.ada, reference, "確認いたします。少々お待ちください。"))
    expect(chat.get_by_text("確認いたします。少々お待ちください。")).to_be_visible()
    page.reload()
    chat.locator("button").first.click()
    chat.get_by_text("確認いたします。").first.click()
    expect(chat.get_by_text("出金が保留のままです。")).to_be_visible()
    assert _in_thread(lambda: Conversation.objects.get().language) == "ja"
    assert _in_thread(lambda: Message.objects.filter(kind="customer").count()) == 1
    assert complaints == []


def _waiting() -> Conversation:
    return Conversation.objects.get()


def _in_thread(work: Callable[[], Any]) -> Any:
    """Playwright keeps a loop on this thread, and Django refuses its database there."""
    done: Future[Any] = Future()

    def run() -> None:
        from django.db import connection

        try:
            done.set_result(work())
        except BaseException as error:
            done.set_exception(error)
        finally:
            connection.close()

    threading.Thread(target=run).start()
    return done.result(20)


def _is_complaint(said: ConsoleMessage) -> bool:
    return said.type == "error" or "Content Security Policy" in said.text
