"""What readers search for, open and ask all the same is counted, and nobody can be recognised in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from madoguchi.helpcenter.models import ArticleDay, SearchDay
from madoguchi.portal.tests.help_shelf import text, write
from tests.cast import Cast

HERE = "http://testserver"
SEED = "legal winner thank year wave sausage worth useful legal winner thank yellow"


@pytest.fixture(autouse=True)
def _calm(settings: Any, tmp_path: Path) -> None:
    cache.clear()
    settings.EMBEDDINGS = "none"
    settings.FORM_SECONDS = 0
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": backend}


def _counts() -> dict[str, tuple[int, int, int, int]]:
    return {
        f"{row.language} {row.words}": (row.searches, row.without_result, row.clicks, row.contacts)
        for row in SearchDay.objects.all()
    }


def _open(client: Client, article: str, came_from: str) -> None:
    assert client.get(article, headers={"Referer": came_from}).status_code == 200


def test_a_search_that_leads_to_an_article_counts_once_a_reader(cast: Cast, client: Client) -> None:
    write("pending", "Withdrawal is pending", slug="pending")
    results = "/help/en/search?q=Withdrawal++pending"
    text(client, results)
    _open(client, "/help/en/articles/pending", HERE + results)
    text(client, results)
    _open(client, "/help/en/articles/pending", HERE + results)
    assert _counts() == {"en withdrawal pending": (1, 0, 1, 0)}, "back and forth is one search"
    other = Client(REMOTE_ADDR="203.0.113.9")
    text(other, results)
    assert _counts() == {"en withdrawal pending": (2, 0, 1, 0)}


def test_an_article_picked_while_typing_counts_as_a_search_that_led_there(cast: Cast, client: Client) -> None:
    write("pending", "Withdrawal is pending", slug="pending")
    results = "/help/en/search?q=withdrawal+pending"
    for _again in range(2):
        _open(client, "/help/en/articles/pending", HERE + results)
    assert _counts() == {"en withdrawal pending": (1, 0, 1, 0)}
    text(client, results)
    assert _counts() == {"en withdrawal pending": (1, 0, 1, 0)}, "going back to the results is no new search"


@pytest.mark.parametrize(
    "came_from",
    [
        "",
        "https://evil.example/help/en/search?q=pending",
        f"{HERE}/help/en/",
        f"{HERE}/help/en/search",
        f"{HERE}/help/en/search?q=",
        f"{HERE}/help/en/search?q=pending&from=editor",
        f"{HERE}/help/xx/search?q=pending",
        f"{HERE}/no/such/page?q=pending",
        f"{HERE}/help/en/search?q=kim@example.com",
        "http://[broken/help/en/search?q=pending",
        f"{HERE}/help/en/search?q=%00%20",
    ],
)
def test_whoever_comes_from_elsewhere_counts_as_no_click(cast: Cast, client: Client, came_from: str) -> None:
    write("pending", "Withdrawal is pending", slug="pending")
    _open(client, "/help/en/articles/pending", came_from)
    assert not SearchDay.objects.exists()


def test_an_editor_who_looks_is_not_counted(cast: Cast, client: Client) -> None:
    text(client, "/help/en/search?q=zebra&from=editor")
    assert not SearchDay.objects.exists()


def _send(client: Client, path: str, **more: str) -> None:
    page = text(client, path)
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    sent = {
        **fields,
        "text": "My money is not there.",
        "subject": "Money",
        "email": "kim@example.com",
        "language": "en",
        **more,
    }
    answer = client.post("/contact", sent)
    assert answer.status_code == 302, answer.content.decode()[:3000]


def test_a_search_that_ends_in_a_message_counts_when_it_is_sent(cast: Cast, client: Client) -> None:
    empty = text(client, "/help/en/search?q=zebra+crossing")
    [link] = set(re.findall(r'href="(/contact\?[^"]+)"', empty))
    topics = text(client, link.replace("&amp;", "&"))
    form = next(one for one in re.findall(r'href="(/contact\?topic=[^"]+)"', topics))
    form = form.replace("&amp;", "&")
    text(client, form)
    assert _counts() == {"en zebra crossing": (1, 1, 0, 0)}, "who only opens the form has not written"
    _send(client, form)
    assert _counts() == {"en zebra crossing": (1, 1, 0, 1)}


@pytest.mark.parametrize(
    "searched", ["", "en", "xx zebra", "en kim@example.com", f"en {SEED}", "\x00", "en \x00"]
)
def test_nothing_personal_is_counted_with_a_message(cast: Cast, client: Client, searched: str) -> None:
    _send(client, "/contact?topic=account", searched=searched)
    assert not SearchDay.objects.exists()


def test_who_read_an_article_and_wrote_counts_for_it_when_he_has_written(cast: Cast, client: Client) -> None:
    article = write("pending", "Withdrawal is pending", slug="pending")
    text(client, "/contact?topic=account&article=pending")
    assert not ArticleDay.objects.filter(contacts__gt=0).exists()
    _send(client, "/contact?topic=account&article=pending")
    assert ArticleDay.objects.get(article=article).contacts == 1


def test_what_mallory_searches_is_text_in_the_form(cast: Cast, client: Client) -> None:
    for path in (
        "/contact?topic=account&searched=en+%22%3E%3Cscript%3Ealert(1)%3C/script%3E&article=%22%3E%3Cscript%3Ealert(1)",
        "/contact?searched=en+%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/help/en/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    ):
        assert "<script>alert" not in text(client, path)
