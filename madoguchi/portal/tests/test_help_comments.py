"""A reader's comment becomes a conversation with support: shielded, linked to what he read, and not by programs."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from madoguchi.helpcenter.contract import Audience
from madoguchi.helpcenter.models import Article
from madoguchi.inbox.models import Conversation, Message
from madoguchi.people.models import Agent, Proof
from madoguchi.portal.tests.help_shelf import customer, write
from tests.cast import Cast

PAGE = "/help/en/articles/fees/comment"
SEED = "legal winner thank year wave sausage worth useful legal winner thank yellow"


@pytest.fixture(autouse=True)
def _fees(cast: Cast, settings: Any) -> None:
    cache.clear()
    settings.EMBEDDINGS = "none"
    settings.FORM_SECONDS = 0
    write("fees", "Fees", slug="fees")


def _comments(client: Client, text: str, *, page: str = PAGE, **more: str) -> Any:
    once = re.search(r'name="once" value="([^"]+)"', client.get(page).content.decode())
    assert once
    fields = {"once": once[1], "text": text, "email": "kim@mail.example", "name": "Kim"}
    return client.post(page, fields | more)


def test_kim_comments_without_javascript_and_ada_sees_on_what(cast: Cast, client: Client) -> None:
    assert PAGE in client.get("/help/en/articles/fees").content.decode()
    answer = _comments(client, "The fee for TRC-20 is missing.")
    assert answer.status_code == 302
    conversation = Conversation.objects.get()
    assert conversation.reference in client.get(answer.url).content.decode()
    assert (conversation.topic, conversation.subject) == ("article_comment", "Fees")
    assert conversation.identity.proof == Proof.CLAIMED
    article = Article.objects.get(key="fees")
    assert conversation.fields == {
        "article": "fees",
        "article-revision": str(article.live_revision_id),
        "article-language": "en",
    }
    ada = Client()
    ada.force_login(Agent.objects.get(id=cast.ada.agent_id).user)
    panel = f"/desk/c/{conversation.reference}/customer"
    page = ada.get(panel).content.decode()
    assert "Comment on an article" in page
    assert "/help/en/articles/fees" in page
    assert "changed since" not in page
    assert "article-revision" not in page
    write("fees", "Fees", "Two dollars.", slug="fees")
    assert "changed since" in ada.get(panel).content.decode()


def test_the_same_comment_twice_is_one_and_who_is_signed_in_writes_as_himself(cast: Cast) -> None:
    yuki = customer()
    page = yuki.get(PAGE).content.decode()
    assert 'name="email"' not in page
    once = re.search(r'name="once" value="([^"]+)"', page)
    assert once
    for _again in range(2):
        sent = yuki.post(PAGE, {"once": once[1], "text": "手数料は？", "email": "kim@mail.example"})
        assert sent.status_code == 302
    conversation = Conversation.objects.get()
    assert conversation.identity.address == "yuki@example.jp"
    assert Message.objects.filter(kind="customer").count() == 1


def test_a_secret_is_not_stored_and_markup_stays_text(cast: Cast, client: Client) -> None:
    _comments(client, f"<script>alert(1)</script> my words: {SEED}", name="<b>Kim</b>")
    message = Message.objects.get(kind="customer")
    assert "sausage" not in message.text
    assert "<script>" in message.text
    ada = Client()
    ada.force_login(Agent.objects.get(id=cast.ada.agent_id).user)
    thread = ada.get(f"/desk/all/{Conversation.objects.get().reference}").content.decode()
    assert "<script>alert" not in thread
    assert "&lt;script&gt;" in thread


@pytest.mark.parametrize(
    "bad",
    [
        {"website": "https://spam.example"},
        {"once": "forged"},
        {"text": "   "},
        {"email": "nobody"},
        {"text": "x" * 60_000},
    ],
)
def test_programs_and_mistakes_are_told_and_nothing_is_kept(client: Client, bad: dict[str, str]) -> None:
    fields = {"text": "Buy now"} | bad
    answer = _comments(client, fields.pop("text"), **fields)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode() or "error" in answer.content.decode()
    assert not Conversation.objects.exists()


def test_a_form_that_comes_back_at_once_is_asked_for_again(client: Client, settings: Any) -> None:
    settings.FORM_SECONDS = 30
    assert _comments(client, "Buy now").status_code == 422
    assert not Conversation.objects.exists()


def test_only_so_many_from_one_address_and_no_other_site_can_send_it(client: Client, settings: Any) -> None:
    settings.RATE_COMMENT = "2/10m"
    assert [_comments(client, f"Comment {n}").status_code for n in range(3)] == [302, 302, 429]
    assert Client(enforce_csrf_checks=True).post(PAGE, {"text": "x"}).status_code == 403
    assert Conversation.objects.count() == 2


def test_what_one_may_not_read_one_cannot_comment(client: Client) -> None:
    write("secret", "Desk rules", slug="secret", audience=Audience.AGENTS)
    write("vip", "Limits", slug="vip", audience=Audience.VIP)
    for path in ("secret", "vip", "nothing"):
        page = f"/help/en/articles/{path}/comment"
        for answer in (
            client.get(page),
            client.post(page, {"text": "x"}),
            customer(f"{path}@x.example").get(page),
        ):
            assert answer.status_code == 404
            assert "Desk rules" not in answer.content.decode()
    assert not Conversation.objects.exists()


def test_the_page_is_nobodys_but_the_readers_and_speaks_his_language(client: Client) -> None:
    answer = client.get("/help/ja/articles/fees/comment")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Content-Language"] == "ja"
    assert _comments(client, "わかりません", page="/help/ja/articles/fees/comment").status_code == 302
    conversation = Conversation.objects.get()
    assert (conversation.language, conversation.fields["article-language"]) == ("ja", "en")
