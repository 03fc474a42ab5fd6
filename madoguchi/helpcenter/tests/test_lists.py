"""Lena keeps the help centre true by its work lists; Ada may only write, Otto not even that."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.images import ImageFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image
from wagtail.models import ModelLogEntry, ReferenceIndex

from madoguchi.helpcenter.actions.counting import give_feedback
from madoguchi.helpcenter.models import Article, Feedback, Picture
from madoguchi.helpcenter.queries.work.narrow import Narrow
from madoguchi.helpcenter.queries.work.pictures import with_old_pictures
from madoguchi.helpcenter.queries.work.stale import stale
from madoguchi.helpcenter.tests.stage import ARTICLE, HOSTILE, ada, due, lena, otto, searches, text, write
from madoguchi.people.models import Agent
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PAGES = (
    "/editor/todo/",
    "/editor/todo/stale/",
    "/editor/todo/pictures/",
    "/editor/todo/unhelpful/",
    "/editor/todo/searched/",
    "/editor/translations/",
    "/editor/translations/ja/",
)


def test_verified_today_is_one_click_and_moves_the_date_on(cast: Cast) -> None:
    past, soon, far = (due(write(f"a{n}", f"Article {n}"), days) for n, days in enumerate((-3, 5, 100)))
    client = lena(cast)
    page = text(client, "/editor/todo/stale/")
    assert "Article 0" in page
    assert "Article 1" in page
    assert "Article 2" not in page
    assert page.count('class="hc-due"') == 1, "what is due says so in a word"
    assert "Article 1" not in text(client, "/editor/todo/stale/?state=due")
    done = client.post(f"/editor/todo/articles/{past.pk}/verify/", {"next": "/editor/todo/stale/?p=1"})
    assert done.headers["Location"] == "/editor/todo/stale/?p=1"
    past.refresh_from_db()
    assert past.verify_by == timezone.localdate() + timedelta(days=settings.HELP_VERIFY_DAYS)
    assert past.verified_by_id == cast.lena.agent_id
    assert past.verified_at
    assert timezone.now() - past.verified_at < timedelta(minutes=1)
    entry = ModelLogEntry.objects.get(action="helpcenter.verified")
    assert (entry.object_id, entry.user.agent.pk) == (str(past.pk), cast.lena.agent_id)
    assert list(stale(Narrow())) == [soon]
    assert "Verified: right as of that day" in text(client, f"{ARTICLE}/history/{past.pk}/")
    away = client.post(f"/editor/todo/articles/{soon.pk}/verify/", {"next": "https://evil.example/"})
    assert away.headers["Location"] == "/editor/todo/", "it leads nowhere else"
    assert far.pk not in {article.pk for article in stale(Narrow())}


def test_an_older_draft_brings_no_old_date_back(cast: Cast) -> None:
    article = due(write("fees", "Fees"), -1)
    article.refresh_from_db()
    article.title = "Fees, reworked"
    revision = article.save_revision()
    lena(cast).post(f"/editor/todo/articles/{article.pk}/verify/")
    verified = Article.objects.get(pk=article.pk)
    revision.refresh_from_db()
    revision.publish()
    after = Article.objects.get(pk=article.pk)
    assert after.title == "Fees, reworked"
    assert after.verify_by == verified.verify_by
    assert (after.verified_at, after.verified_by_id) == (verified.verified_at, cast.lena.agent_id)


def test_who_only_writes_verifies_only_what_is_hers(cast: Cast) -> None:
    hers, theirs = due(write("hers", "Hers"), -1), due(write("theirs", "Theirs"), -1)
    Article.objects.filter(pk=hers.pk).update(owner_id=cast.ada.agent_id)
    client = ada(cast)
    page = text(client, "/editor/todo/stale/")
    assert f"articles/{hers.pk}/verify/" in page
    assert f"articles/{theirs.pk}/verify/" not in page
    assert client.post(f"/editor/todo/articles/{hers.pk}/verify/").status_code == 302
    refused = client.post(f"/editor/todo/articles/{theirs.pk}/verify/")
    assert refused.headers["Location"] == "/editor/", "to the home page, which says so"
    assert Article.objects.get(pk=theirs.pk).verified_by is None


def test_what_cannot_be_done_is_said_with_how_to_go_on(cast: Cast) -> None:
    article = write("fees", "Fees")
    article.unpublish()
    client = lena(cast)
    for path, said in (
        (f"/editor/todo/articles/{article.pk}/verify/", "Publish it first; then it can be verified."),
        (f"/editor/todo/articles/{article.pk + 999}/verify/", "Load the list again"),
        (f"/editor/translations/tlh/start/{article.pk}/", "Choose one from the list of translations."),
    ):
        answer = client.post(path, {"next": "/editor/todo/"}, follow=True)
        assert answer.redirect_chain == [("/editor/todo/", 302)]
        assert said in answer.content.decode(), path
    assert Article.objects.get().verified_by is None


@pytest.mark.parametrize(
    "path", [*PAGES, "/editor/synonyms/en/", "/editor/machine-drafts/{pk}/", "/editor/todo/unhelpful/{pk}/"]
)
def test_each_page_says_once_what_it_is(cast: Cast, path: str) -> None:
    article = write("fees", "Fees & prices")
    page = text(lena(cast), path.format(pk=article.pk))
    titles = re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert len(titles) == 1, titles
    assert "&lt;" not in titles[0]
    assert titles[0].strip()
    assert "<span" not in re.findall(r"<title>(.*?)</title>", page, re.DOTALL)[0]


@pytest.mark.parametrize("path", PAGES)
def test_nobody_else_sees_or_does_anything(cast: Cast, path: str) -> None:
    article = due(write("fees", "Fees"), -1)
    client = otto(cast)
    for answer in (
        client.get(path),
        client.post(f"/editor/todo/articles/{article.pk}/verify/"),
        client.post(f"/editor/todo/articles/{article.pk}/handled/"),
        client.post("/editor/todo/searched/dismiss/", {"words": "a", "language": "en"}),
        client.post(f"/editor/translations/ja/start/{article.pk}/"),
        client.post(f"/editor/translations/still-right/{article.pk}/"),
    ):
        assert answer.status_code in (302, 403)
        assert b"Fees" not in answer.content
    assert Article.objects.count() == 1
    assert Article.objects.get().verified_by is None
    assert lena(cast).get(f"/editor/todo/articles/{article.pk}/verify/").status_code == 405


def test_lists_are_narrowed_by_language_category_and_owner(cast: Cast) -> None:
    due(write("fees", "Fees"), -1)
    due(write("fees.ja", "手数料", lang="ja", translation_of="fees"), -1)
    limits = due(write("limits", "Limits", category="account"), -1)
    Article.objects.filter(pk=limits.pk).update(owner_id=cast.lena.agent_id)
    client = lena(cast)
    rows = {
        "language=ja": {"手数料"},
        f"category={limits.category_id}": {"Limits"},
        f"owner={cast.lena.agent_id}": {"Limits"},
        f"brand={cast.brand.pk}": {"Fees", "手数料", "Limits"},
        "language=xx&category=%00&owner=nobody&brand=-1&p=zz": {"Fees", "手数料", "Limits"},
    }
    for asked, titles in rows.items():
        page = client.get(f"/editor/todo/stale/?{asked}")
        assert {article.title for article in page.context["rows"]} == titles, asked
    own = ada(cast, "ja").get("/editor/todo/stale/")
    assert {article.title for article in own.context["rows"]} == {"手数料"}, "a translator sees her language"


def test_what_did_not_help_is_read_and_handled(cast: Cast) -> None:
    article = write("fees", "Fees")
    write("fees.ja", "手数料", lang="ja", translation_of="fees")
    revision = article.live_revision_id
    for _ in range(3):
        give_feedback(article_id=article.pk, helped=True, revision_id=revision)
    said = give_feedback(
        article_id=article.pk, helped=False, reason="unclear", words=HOSTILE, revision_id=revision
    )
    give_feedback(article_id=article.pk, helped=False, reason="wrong", revision_id=revision)
    client = lena(cast)
    listed = text(client, "/editor/todo/unhelpful/")
    assert "40 %" in listed
    assert "I do not understand it" in listed
    detail = text(client, f"/editor/todo/unhelpful/{article.pk}/")
    for page in (listed, detail):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;alert(1)" in page, "it shows as what was written"
    done = client.post(f"/editor/todo/articles/{article.pk}/handled/", {"answer": str(said)})
    assert done.status_code == 302
    seen = Feedback.objects.get(pk=said)
    assert seen.seen_at
    assert seen.seen_by_id == cast.lena.agent_id
    assert Feedback.objects.filter(helped=False, seen_at=None).count() == 1, "the other one still waits"
    client.post(f"/editor/todo/articles/{article.pk}/handled/")
    assert "Fees" not in [
        row.article.title for row in client.get("/editor/todo/unhelpful/").context["articles"]
    ]
    assert "handled by Lena" in text(client, f"/editor/todo/unhelpful/{article.pk}/")
    assert (
        client.post(f"/editor/todo/articles/{article.pk}/handled/", {"answer": "x' OR 1"}).status_code == 404
    )


def _picture(title: str, days: int, **more: Any) -> Picture:
    drawn = BytesIO()
    Image.new("RGB", (20, 20), "navy").save(drawn, "PNG")
    return Picture.objects.create(
        title=title,
        name=more.pop("name", title),
        file=ImageFile(drawn, f"{title}.png"),
        shown_at=timezone.localdate() - timedelta(days=days),
        **more,
    )


def test_old_pictures_are_listed_and_shown_beside_the_article(
    cast: Cast, tmp_path: Path, settings: Any
) -> None:
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": backend}
    old, new = _picture("old-screen", 30), _picture("new-screen", 0)
    article = write("keys", "Keys", "![Where](old-screen)\n\n![There](new-screen)")
    Article.objects.filter(pk=article.pk).update(verified_at=None)
    write("keys.ja", "鍵", "![どこ](old-screen)", lang="ja", translation_of="keys")
    Article.objects.filter(key="keys.ja").update(verified_at=None)
    _picture("old-screen-ja", 0, name="old-screen", stands_for=old, language="ja")
    for one in Article.objects.all():
        ReferenceIndex.create_or_update_for_object(one)
    client = lena(cast)
    page = client.get("/editor/todo/pictures/")
    [(listed, pictures, _allowed)] = page.context["articles"]
    assert (listed.key, [picture.pk for picture in pictures]) == ("keys", [old.pk]), (
        "a newer one stands for it in Japanese"
    )
    beside = text(client, f"{ARTICLE}/edit/{article.pk}/")
    panel = beside.split('data-side-panel="upkeep"')[1].split("</aside>")[0]
    assert f"/editor/images/{old.pk}/" in panel
    assert f"/editor/images/{new.pk}/" not in panel
    client.post(f"/editor/todo/articles/{article.pk}/verify/")
    assert not with_old_pictures(Narrow()).exists(), "who verified the article has looked at its pictures"


def test_the_home_page_counts_and_names_the_first(cast: Cast) -> None:
    for number in range(5):
        due(write(f"a{number}", f"Article {number}"), number - 2)
    page = text(lena(cast), "/editor/")
    assert page.count("/editor/todo/stale/") == 1
    counts = lena(cast).get("/editor/todo/").context["lists"]
    assert next((one.url, one.count, len(one.entries)) for one in counts) == ("/editor/todo/stale/", 5, 3)


def test_a_long_list_asks_no_more_than_a_short_one(cast: Cast) -> None:
    def write_some(start: int, number: int) -> None:
        for at in range(start, start + number):
            article = due(write(f"a{at}", f"Article {at}"), -1)
            give_feedback(article_id=article.pk, helped=False, reason="wrong")
            searches(f"words {at}", searches=5, without_result=5)

    client = lena(cast)
    write_some(0, 2)
    Agent.objects.get(pk=cast.lena.agent_id)
    asked = {}
    for round_, number in ((1, 18), (2, 12)):
        for path in PAGES:
            text(client, path)
            with CaptureQueriesContext(connection) as queries:
                text(client, path)
            assert asked.setdefault(path, len(queries)) >= len(queries) - (1 if round_ == 1 else 2), path
        write_some(round_ * 20, number)
