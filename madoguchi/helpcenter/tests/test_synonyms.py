"""Lena keeps the words that customers use; Ada sees and tries them; Mallory types what nobody should."""

from __future__ import annotations

import time
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from madoguchi.audit.models import Entry
from madoguchi.helpcenter.actions.importing import import_articles
from madoguchi.helpcenter.actions.synonyms import (
    change_synonyms,
    remove_synonyms,
    restore_synonyms,
    words_of,
)
from madoguchi.helpcenter.contract import HelpcenterError, WrittenArticle
from madoguchi.people.contract import Permission
from madoguchi.people.models import Role, User
from madoguchi.people.queries import staff_of_user
from madoguchi.search.contract import Query
from madoguchi.search.queries import search_articles, synonyms
from tests.cast import make_cast

pytestmark = pytest.mark.django_db

PAGE = "/editor/synonyms/en/"


@pytest.fixture
def people():
    make_cast()
    Role.objects.filter(key="agent").update(permissions=[Permission.ANSWER, Permission.ARTICLES_WRITE])
    import_articles([WrittenArticle(id="w", lang="en", title="How to withdraw", body="Send it out.")])
    clients = {}
    for name in ("lena", "ada"):
        clients[name] = Client()
        clients[name].force_login(User.objects.get(email=f"{name}@hoshi.example"))
    return clients


def keys(text: str) -> list[str]:
    return [hit.key for hit in search_articles(Query(text, "en")).hits]


def post(client: Client, **values: str):
    return client.post(f"{PAGE}change/", values, follow=True).content.decode()


def test_a_new_word_finds_the_article_within_two_seconds_and_no_longer_when_gone(people, monkeypatch):
    now = [time.monotonic() + 1_000]  # after whatever this process has kept
    monkeypatch.setattr(
        import_module("madoguchi.search.ranking.knowledge"), "time", SimpleNamespace(monotonic=lambda: now[0])
    )
    assert keys("skedaddle") == []
    assert "Saved" in post(people["lena"], do="change", concept="withdraw", words="withdraw, skedaddle")
    now[0] += 2
    assert keys("skedaddle") == ["w"]
    page = people["lena"].get(PAGE, {"q": "skedaddle"}).content.decode()
    assert "How to withdraw" in page
    assert "changed" in page
    post(people["lena"], do="restore", concept="withdraw")
    now[0] += 2
    assert keys("skedaddle") == []
    assert "cash out" in synonyms("en")["withdraw"]


def test_an_own_group_is_added_and_taken_away(people):
    assert "Saved" in post(people["lena"], do="add", words="Lightning Round, quick draw", concept="")
    assert synonyms("en")["lightning-round"] == ["Lightning Round", "quick draw"]
    assert "already" in post(people["lena"], do="add", words="other", concept="lightning-round")
    post(people["lena"], do="remove", concept="lightning-round")
    assert "lightning-round" not in synonyms("en")
    assert "no such group" in post(people["lena"], do="remove", concept="lightning-round")
    post(people["lena"], do="remove", concept="fee")
    assert "Put back" in people["lena"].get(PAGE).content.decode()
    post(people["lena"], do="restore", concept="fee")
    assert "commission" in synonyms("en")["fee"]


def test_an_author_sees_and_tries_and_changes_nothing(people):
    before = synonyms("en")
    page = people["ada"].get(PAGE, {"q": "withdraw"}).content.decode()
    assert "cash out" in page
    assert "How to withdraw" in page
    assert "Take away" not in page
    post(people["ada"], do="remove", concept="withdraw")
    post(people["ada"], do="add", words="x y z")
    ada = staff_of_user(User.objects.get(email="ada@hoshi.example").pk)
    for act in (
        lambda: change_synonyms(language="en", concept="", words="x y z", staff=ada),
        lambda: remove_synonyms(language="en", concept="withdraw", staff=ada),
        lambda: restore_synonyms(language="en", concept="withdraw", staff=ada),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert synonyms("en") == before


def test_who_changed_a_group_is_written_down_as_the_agent_he_is(people):
    post(people["lena"], do="add", words="Lightning Round", concept="")
    lena = staff_of_user(User.objects.get(email="lena@hoshi.example").pk)
    entry = Entry.objects.get(action="synonyms.changed")
    assert (entry.actor, entry.subject) == (f"agent:{lena.agent_id}", "synonyms:en:lightning-round")


def test_nobody_else_sees_them(people):
    otto = Client()
    Role.objects.filter(key="agent").update(permissions=[Permission.ANSWER])
    otto.force_login(User.objects.get(email="otto@hoshi.example"))
    assert otto.get(PAGE).status_code in (302, 403)
    assert Client().get(PAGE).status_code == 302


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "at least one"),
        (" , ,\n", "at least one"),
        ("!!!, ???", "at least one"),
        ("good, !!!", "reads nothing"),
        ("x" * 101, "too long"),
        (",".join(f"w{n}" for n in range(51)), "50 words"),
    ],
)
def test_what_cannot_be_taken_is_said(people, words, says):
    before = synonyms("en")
    assert says in post(people["lena"], do="add", words=words, concept="")
    assert synonyms("en") == before


def test_hostile_words_are_words(people):
    evil = '<script>alert(1)</script>, a"onmouseover=x, \0nul\x07, \ud800half'
    post(people["lena"], do="add", words=evil.encode("utf-8", "replace").decode(), concept='"><b>')
    page = people["lena"].get(PAGE, {"q": "<script>alert(1)</script>\0"}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert people["lena"].get(PAGE, {"q": "x" * 100_000}).status_code == 200
    assert people["lena"].get("/editor/synonyms/xx/").status_code == 404
    assert people["lena"].post("/editor/synonyms/xx/change/", {"do": "add", "words": "a"}).status_code == 404


def test_words_are_cut_at_commas_of_every_script():
    assert words_of("提现、提币，出金；withdraw; Withdraw\n cash   out ,") == [
        *("提现", "提币", "出金", "withdraw", "cash out")
    ]


def test_the_number_of_groups_has_a_limit(people, settings):
    lena = staff_of_user(User.objects.get(email="lena@hoshi.example").pk)
    settings.SYNONYM_GROUPS = len(synonyms("en"))
    with pytest.raises(HelpcenterError, match="already"):
        change_synonyms(language="en", concept="one-more", words="one more", staff=lena)
    with pytest.raises(HelpcenterError, match="language is not"):
        remove_synonyms(language="xx", concept="fee", staff=lena)
