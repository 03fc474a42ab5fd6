"""Did this help? One answer counts once, its words lose their secrets, and no other site can vote."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from madoguchi.helpcenter.models import ArticleDay, Feedback
from madoguchi.portal.tests.help_shelf import write
from tests.cast import Cast

VOTE = "/help/en/articles/fees/feedback"
SEED = "legal winner thank year wave sausage worth useful legal winner thank yellow"


@pytest.fixture(autouse=True)
def _fees(cast: Cast, settings: Any) -> None:
    cache.clear()
    settings.EMBEDDINGS = "none"
    write("fees", "Fees", slug="fees")


def _counted() -> tuple[int, int]:
    day = ArticleDay.objects.first()
    return (day.helped, day.not_helped) if day else (0, 0)


def _token(client: Client) -> str:
    page = client.post(VOTE, {"helped": "no"}).content.decode()
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found, page
    return found[1]


def test_a_vote_and_its_reason_count_once(client: Client) -> None:
    assert "Thank you" in client.post(VOTE, {"helped": "yes"}).content.decode()
    token = _token(client)
    assert _counted() == (1, 1)
    explained = {"token": token, "reason": "missing", "words": "How long does it take?"}
    assert "Thank you" in client.post(VOTE, explained).content.decode()
    client.post(VOTE, explained | {"reason": "wrong", "words": "Again"})
    assert _counted() == (1, 1)
    told = Feedback.objects.get(helped=False)
    assert (told.reason, told.words) == ("missing", "How long does it take?")
    assert told.revision_id


def test_a_secret_among_the_words_is_not_stored(client: Client) -> None:
    answer = client.post(VOTE, {"token": _token(client), "reason": "unclear", "words": f"My words: {SEED}"})
    assert "sausage" not in answer.content.decode()
    told = Feedback.objects.get()
    assert told.reason == "unclear"
    assert told.words.startswith("My words:")
    assert "sausage" not in told.words


def test_what_is_no_answer_counts_for_nothing(client: Client) -> None:
    for odd in ({}, {"helped": "perhaps"}, {"helped": ""}):
        assert client.post(VOTE, odd).status_code == 400
    for token in ("x", f"{_token(client)}x", "1"):
        client.post(VOTE, {"token": token, "reason": "wrong", "words": "mallory"})
    client.post(VOTE, {"token": _token(client), "reason": "<b>", "words": "x" * 5000})
    assert client.get(VOTE).status_code == 405
    assert not Feedback.objects.filter(words="mallory").exists()
    assert _counted() == (0, 2)
    last = Feedback.objects.order_by("pk").last()
    assert last
    assert (last.reason, len(last.words)) == ("", 1000)


def test_a_token_of_one_article_says_nothing_of_another(client: Client) -> None:
    write("limits", "Limits", slug="limits")
    client.post(
        "/help/en/articles/limits/feedback", {"token": _token(client), "reason": "wrong", "words": "x"}
    )
    assert Feedback.objects.get().words == ""


def test_another_site_cannot_vote() -> None:
    browser = Client(enforce_csrf_checks=True)
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://testserver.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"},
    ):
        assert browser.post(VOTE, {"helped": "no"}, headers=headers).status_code in (403, 404)
    assert _counted() == (0, 0)
    ours = {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}
    assert browser.post(VOTE, {"helped": "yes"}, headers=ours).status_code == 200
    assert _counted() == (1, 0)


def test_one_address_votes_so_often_and_no_more(client: Client, settings: Any) -> None:
    settings.RATE_FEEDBACK = "3/10m"
    codes = [client.post(VOTE, {"helped": "no"}).status_code for _ in range(5)]
    assert codes == [200, 200, 200, 429, 429]
    assert _counted() == (0, 3)
    assert client.post(VOTE, {"helped": "no"}, REMOTE_ADDR="192.0.2.7").status_code == 200
