"""“Is it really us?”: what customers paste, and what they are told."""

from __future__ import annotations

import re
import socket
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from madoguchi.trust.actions import add_channel
from madoguchi.trust.models import Asked, OfficialChannel
from tests.cast import Cast

PAGE = "/is-this-us"
SEED = "legal winner thank year wave sausage worth useful legal winner thank yellow"


@pytest.fixture(autouse=True)
def _calm(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    for kind, value in (
        ("domain", "hoshi.example"),
        ("email", "support@hoshi.example"),
        ("phone", "+81 3 5550 0100"),
        ("handle", "https://x.com/hoshi_exchange"),
        ("alias", "Ayame"),
    ):
        add_channel(by="system", brand_id=cast.brand.id, kind=kind, value=value)

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a name was resolved")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def _ask(client: Client, value: str, **more: Any) -> tuple[HttpResponse, str]:
    answer = client.post(PAGE, {"value": value}, **more)
    return answer, re.sub(r"\s+", " ", answer.content.decode())


def test_yuki_reads_the_list_without_asking(client: Client) -> None:
    page = client.get(PAGE).content.decode()
    assert all(value in page for value in ("hoshi.example", "support@hoshi.example", "+81 3 5550 0100"))
    assert "Ayame" not in page
    assert 'id="verdict"' not in page
    assert PAGE in client.get("/contact").content.decode()
    assert PAGE in client.get("/contact?topic=security").content.decode()


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ("https://hoshi.example/help", "This is in our official list"),
        ("@hoshi_exchange", "This is in our official list"),
        ("hxxps://hoshi-support[.]net/login", "Not ours, though it looks like ours"),
        ("hоshi.example", "Not ours, though it looks like ours"),
        ("someone@example.org", "Not in our list"),
        ("javascript:alert(1)", "Not in our list"),
        ("😀.ws", "Not in our list"),
    ],
)
def test_each_answer_says_what_it_is_and_never_that_it_is_safe(
    client: Client, value: str, title: str
) -> None:
    answer, page = _ask(client, value)
    assert answer.status_code == 200
    assert title in page
    found = page.partition('id="verdict"')[2].partition("</section>")[0].lower()
    assert "safe" not in found
    assert "no-store" in answer["Cache-Control"]


def test_the_reason_names_where_it_leads(client: Client) -> None:
    _, page = _ask(client, "https://hoshi.example@evil.test/")
    assert "It shows hoshi.example before an @ sign, but leads to evil.test." in page


def test_mallory_writes_markup_and_gets_it_back_as_text(client: Client) -> None:
    for value in (
        '"><script>alert(1)</script>',
        "https://<img src=x onerror=alert(1)>.hoshi.test/",
        '@hoshi"><svg onload=alert(1)>',
    ):
        _, page = _ask(client, value)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<svg onload" not in page


@pytest.mark.parametrize("value", ["", "   ", "a" * 10_000, "hoshi.example\x00.evil.test"])
def test_what_cannot_be_asked_is_said_at_the_field(client: Client, value: str) -> None:
    answer, page = _ask(client, value)
    assert answer.status_code == 422
    assert 'id="verdict"' not in page
    assert not Asked.objects.exists()


def test_bidi_controls_do_not_make_it_official(client: Client) -> None:
    _, page = _ask(client, "\u202ehoshi.example")
    assert "It holds hidden characters" in page


def test_kim_pastes_her_recovery_phrase_and_it_is_gone(client: Client) -> None:
    answer, page = _ask(client, SEED)
    assert answer.status_code == 200
    assert "This looks like a secret" in page
    assert "sausage" not in page
    assert list(Asked.objects.values_list("value", flat=True)) == [""]


def test_who_asks_too_often_waits(client: Client, settings: Any) -> None:
    settings.RATE_TRUST = "2/10m"
    assert [_ask(client, "example.org")[0].status_code for _ in range(3)] == [200, 200, 429]
    assert client.get(PAGE).status_code == 200


def test_a_page_of_somebody_else_cannot_ask(cast: Cast) -> None:
    assert Client(enforce_csrf_checks=True).post(PAGE, {"value": "x.test"}).status_code == 403
    assert not Asked.objects.exists()


def test_an_empty_list_confirms_nothing(client: Client) -> None:
    OfficialChannel.objects.all().delete()
    _, page = _ask(client, "hoshi.example")
    assert "Not in our list" in page
    assert "The list is still empty" in page
