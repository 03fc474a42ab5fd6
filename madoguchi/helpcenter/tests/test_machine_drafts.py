"""Lena has a machine draft a translation: everything stays where it was, and nothing of it is public before she read."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import Locale, Workflow

from madoguchi.helpcenter.actions.importing import import_articles
from madoguchi.helpcenter.actions.machine_drafts import (
    ask_for_machine_draft,
    confirm_machine_draft,
    write_machine_draft,
)
from madoguchi.helpcenter.actions.publishing import UnreadMachineDraft
from madoguchi.helpcenter.actions.scheduled import publish_and_withdraw_due
from madoguchi.helpcenter.contract import HelpcenterError, WrittenArticle
from madoguchi.helpcenter.editor.access import match_groups
from madoguchi.helpcenter.editor.prepare import REVIEW, prepare_editor
from madoguchi.helpcenter.jobs import machine_draft
from madoguchi.helpcenter.models import Article, MachineDraft
from madoguchi.helpcenter.tests.chat_service import chat_service
from madoguchi.people.models import User
from madoguchi.people.queries import staff_of_user
from madoguchi.search.contract import Query
from madoguchi.search.queries import search_articles
from tests.cast import make_cast

pytestmark = pytest.mark.django_db

BODY = """Send **USDT** over TRC20, see [the list](https://hoshi.example/list?a=1).

- Use `memo` for XRP

:::steps
### Open the wallet

Look for *History*.
:::

:::decision topic=deposit
? start Is it there?
- Yes -> done

! done Good
Nothing to do.
:::

:::contact deposit Ask us
:::
"""


@pytest.fixture
def service(settings):
    with chat_service() as running:
        settings.LLM, settings.LLM_URL, settings.LLM_MODEL = "openai", running.url, "small"
        settings.LLM_KEY, settings.LLM_ATTEMPTS = "sk-secret", 1
        yield running


@pytest.fixture
def lena():
    make_cast()
    prepare_editor()
    user = User.objects.get(email="lena@hoshi.example")
    match_groups(user)
    return user


@pytest.fixture
def source(lena):
    line = WrittenArticle(
        id="wait", lang="en", title="Where is my USDT?", body=BODY, summary="What to do", tags=("stuck",)
    )
    assert import_articles([line]).created == 1
    return Article.objects.get(key="wait")


def drafted(source, lena) -> Article:
    draft = ask_for_machine_draft(article_id=source.pk, language="ja", staff=staff_of_user(lena.pk))
    machine_draft(draft_id=draft.pk)
    draft.refresh_from_db()
    assert draft.state == "written", draft.problem
    return draft.article


def latest(article: Article) -> Article:
    return Article.objects.get(pk=article.pk).get_latest_revision_as_object()


def found(text: str, lang: str = "ja") -> list[str]:
    return [hit.key for hit in search_articles(Query(text, lang)).hits]


def test_blocks_links_and_names_stay(service, source, lena):
    article = drafted(source, lena)
    assert (article.language, article.source_id, article.live) == ("ja", source.pk, False)
    said = latest(article)
    body = json.dumps(list(said.body.get_prep_value()), ensure_ascii=False)
    assert said.title == "訳 Where is my USDT?"
    assert said.tags == ["訳 stuck"]
    assert [block.block_type for block in said.body] == [block.block_type for block in source.body]
    assert "https://hoshi.example/list?a=1" in body
    assert '"leads_to": "done"' in body
    assert '"key": "start"' in body
    assert '"label": "訳 Yes"' in body
    assert "<code>memo</code>" in body
    assert "訳 Open the wallet" in body
    sent = json.dumps([asked for _path, _headers, asked in service.seen])
    assert "USDT" not in sent, "names are not even shown to the model"
    assert service.seen[0][0] == "/v1/chat/completions"
    assert service.seen[0][1]["Authorization"] == "Bearer sk-secret"


def test_no_route_makes_it_public_before_somebody_read_it(service, source, lena):
    article = drafted(source, lena)
    revision = article.latest_revision
    routes = {
        "the button": lambda: revision.publish(user=lena),
        "without a person": lambda: revision.publish(),
        "rights aside": lambda: article.publish(revision, skip_permission_checks=True),
        "an edited version": lambda: latest(article).save_revision(user=lena).publish(user=lena),
        "for later": lambda: _at(article, lena, timezone.now() + timedelta(hours=1)).publish(user=lena),
    }
    for name, route in routes.items():
        with pytest.raises(UnreadMachineDraft):
            route()
        assert not Article.objects.get(pk=article.pk).live, name
    around = {
        "Wagtail's action itself": lambda: PublishRevisionAction(revision, user=lena).execute(),
        "the row": lambda: Article.objects.filter(pk=article.pk).update(live=True),
        "all rows": lambda: Article.objects.update(live=True, live_revision=revision),
    }
    for name, route in around.items():
        with pytest.raises(IntegrityError), transaction.atomic():
            route()
        assert not Article.objects.get(pk=article.pk).live, name
    assert found("訳") == []


def test_a_schedule_that_slipped_in_stops_no_other_article(service, source, lena):
    article = drafted(source, lena)
    due = timezone.now() - timedelta(minutes=1)
    article.revisions.filter(pk=article.latest_revision_id).update(approved_go_live_at=due)
    other = source.get_latest_revision_as_object()
    other.title = "Where is my bitcoin?"
    planned = other.save_revision(user=lena)
    source.revisions.filter(pk=planned.pk).update(approved_go_live_at=due + timedelta(seconds=1))
    publish_and_withdraw_due()
    source.refresh_from_db()
    assert source.title == "Where is my bitcoin?"
    assert not Article.objects.get(pk=article.pk).live


def test_an_approval_in_review_does_not_publish_it(service, source, lena):
    article = drafted(source, lena)
    state = Workflow.objects.get(name=REVIEW).start(article, lena)
    with pytest.raises(UnreadMachineDraft):
        state.current_task_state.approve(user=lena)
    assert not Article.objects.get(pk=article.pk).live
    confirm_machine_draft(
        article_id=article.pk, revision_id=article.latest_revision_id, staff=staff_of_user(lena.pk)
    )
    state.current_task_state.refresh_from_db()
    state.current_task_state.approve(user=lena)
    assert Article.objects.get(pk=article.pk).live


def test_a_copy_into_a_third_language_stays_marked(service, source, lena):
    article = drafted(source, lena)
    locale, _new = Locale.objects.get_or_create(language_code="ko")
    copy = article.copy_for_translation(locale)
    copy.save()
    with pytest.raises(UnreadMachineDraft):
        copy.save_revision(user=lena).publish(user=lena)


def test_the_copy_is_read_and_confirmed_by_itself(service, source, lena):
    article = drafted(source, lena)
    ada = staff_of_user(lena.pk)
    locale, _new = Locale.objects.get_or_create(language_code="ko")
    copy = article.copy_for_translation(locale)
    copy.save()
    revision = copy.save_revision(user=lena)
    confirm_machine_draft(article_id=article.pk, revision_id=article.latest_revision_id, staff=ada)
    with pytest.raises(UnreadMachineDraft):
        revision.publish(user=lena)
    confirm_machine_draft(article_id=copy.pk, revision_id=revision.pk, staff=ada)
    Article.objects.get(pk=copy.pk).latest_revision.publish(user=lena)
    assert Article.objects.get(pk=copy.pk).live
    fresh, _new = Locale.objects.get_or_create(language_code="es")
    assert Article.objects.get(pk=article.pk).copy_for_translation(fresh).unread_from is None


def test_read_corrected_confirmed_and_found(service, source, lena):
    article = drafted(source, lena)
    seen = article.latest_revision_id
    corrected = latest(article)
    corrected.title = "届かないとき"
    now = corrected.save_revision(user=lena)
    with pytest.raises(HelpcenterError, match="changed"):
        confirm_machine_draft(article_id=article.pk, revision_id=seen, staff=staff_of_user(lena.pk))
    confirm_machine_draft(article_id=article.pk, revision_id=now.pk, staff=staff_of_user(lena.pk))
    Article.objects.get(pk=article.pk).latest_revision.publish(user=lena)
    assert found("届かない") == [Article.objects.get(pk=article.pk).key]
    draft = MachineDraft.objects.get()
    assert (draft.read_by, draft.model.startswith("small")) == (lena, True)


def test_a_live_translation_stays_as_it_is_while_the_draft_waits(service, source, lena):
    by_hand = WrittenArticle(id="wait.ja", lang="ja", title="人が書いた", body="本文", translation_of="wait")
    import_articles([by_hand])
    article = drafted(source, lena)
    row = Article.objects.get(pk=article.pk)
    assert (row.live, row.title) == (True, "人が書いた")
    assert latest(article).title.startswith("訳")
    assert found("人が書いた") == ["wait.ja"]
    with pytest.raises(UnreadMachineDraft):
        row.latest_revision.publish(user=lena)
    import_articles([by_hand, WrittenArticle(**{**_plain(by_hand), "title": "また人が書いた"})])
    row.refresh_from_db()
    assert (row.title, row.unread_from) == ("また人が書いた", None)


def test_it_is_drafted_again_until_somebody_corrects_it(service, source, lena):
    first = drafted(source, lena)
    again = drafted(source, lena)
    assert again.latest_revision_id > first.latest_revision_id
    with pytest.raises(UnreadMachineDraft):
        first.latest_revision.publish(user=lena)
    latest(again).save_revision(user=lena)
    with pytest.raises(HelpcenterError, match="corrected"):
        ask_for_machine_draft(article_id=source.pk, language="ja", staff=staff_of_user(lena.pk))


def test_the_draft_of_a_person_is_never_written_over(service, source, lena):
    locale, _new = Locale.objects.get_or_create(language_code="ja")
    mine = source.copy_for_translation(locale)
    mine.save()
    mine.title = "私の下書き"
    mine.save_revision(user=lena)
    Article.objects.filter(pk=mine.pk).update(has_unpublished_changes=True)
    with pytest.raises(HelpcenterError, match="draft"):
        ask_for_machine_draft(article_id=source.pk, language="ja", staff=staff_of_user(lena.pk))
    assert service.seen == []


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda text: "I am sorry.", "no translation"),
        (lambda text: "[" * 50_000, "no translation"),
        (lambda text: "", "something else"),
    ],
)
def test_what_is_no_translation_is_said_and_nothing_is_written(service, source, lena, answer, words):
    service.answer = answer
    draft = ask_for_machine_draft(article_id=source.pk, language="ja", staff=staff_of_user(lena.pk))
    machine_draft(draft_id=draft.pk)
    draft.refresh_from_db()
    assert (draft.state, words in draft.problem) == ("failed", True), draft.problem
    assert Article.objects.count() == 1


def test_a_service_that_refuses_is_said(service, source, lena):
    service.status = 401
    draft = ask_for_machine_draft(article_id=source.pk, language="ja", staff=staff_of_user(lena.pk))
    machine_draft(draft_id=draft.pk)
    draft.refresh_from_db()
    assert draft.state == "failed"
    assert "401" in draft.problem
    assert "sk-secret" not in draft.problem


def test_lost_marks_and_markup_of_the_model_harm_nothing(service, source, lena):
    def hostile(text: str) -> str:
        entries = json.loads(text)
        return json.dumps(
            {key: value.replace("<t", "<script>x</script><q") for key, value in entries.items()}
        )

    service.answer = hostile
    draft = ask_for_machine_draft(article_id=source.pk, language="ja", staff=staff_of_user(lena.pk))
    write_machine_draft(draft.pk)
    draft.refresh_from_db()
    assert draft.left >= 1
    body = json.dumps(list(latest(draft.article).body.get_prep_value()))
    assert "<script" not in body


def test_on_screen_the_button_is_there_only_with_a_provider(service, source, lena, settings):
    client = Client()
    client.force_login(lena)
    page = client.get(f"/editor/machine-drafts/{source.pk}/")
    assert b"Make a draft" in page.content
    assert b"sk-secret" not in page.content
    assert client.post(f"/editor/machine-drafts/{source.pk}/ask/", {"language": "xx"}).status_code == 302
    assert MachineDraft.objects.count() == 0
    article = drafted(source, lena)
    read = client.get(f"/editor/machine-drafts/{article.pk}/read/").content.decode()
    assert "訳 Where is my USDT?" in read
    assert "Where is my USDT?" in read
    edit = f"/editor/snippets/helpcenter/article/edit/{article.pk}/"
    page = client.get(edit).content.decode()
    assert "Machine draft, unread" in page
    assert 'name="action-publish"' not in page
    assert client.get(f"/editor/snippets/helpcenter/article/copy/{article.pk}/").status_code == 302
    client.post(f"/editor/machine-drafts/{article.pk}/confirm/", {"revision": article.latest_revision_id})
    assert Article.objects.get(pk=article.pk).unread_from, "without the tick nothing is confirmed"
    client.post(
        f"/editor/machine-drafts/{article.pk}/confirm/", {"revision": article.latest_revision_id, "read": "1"}
    )
    assert Article.objects.get(pk=article.pk).unread_from is None
    assert 'name="action-publish"' in client.get(edit).content.decode()
    history = client.get(f"/editor/snippets/helpcenter/article/history/{article.pk}/").content.decode()
    assert "A machine wrote a draft" in history
    assert "Read and confirmed" in history
    assert f"/editor/machine-drafts/{article.pk}/" in client.get(edit).content.decode()
    settings.LLM = "none"
    assert f"/editor/machine-drafts/{article.pk}/" not in client.get(edit).content.decode()
    assert b"Make a draft" not in client.get(f"/editor/machine-drafts/{source.pk}/").content
    with pytest.raises(HelpcenterError, match="No language model"):
        ask_for_machine_draft(article_id=source.pk, language="ko", staff=staff_of_user(lena.pk))


def test_who_is_no_author_neither_asks_nor_confirms(service, source, lena):
    article = drafted(source, lena)
    client = Client()
    client.force_login(User.objects.get(email="otto@hoshi.example"))
    for path in ("", "read/"):
        assert client.get(f"/editor/machine-drafts/{article.pk}/{path}").status_code in (302, 403)
    client.post(
        f"/editor/machine-drafts/{article.pk}/confirm/", {"revision": article.latest_revision_id, "read": "1"}
    )
    client.post(f"/editor/machine-drafts/{source.pk}/ask/", {"language": "ko"})
    otto = staff_of_user(User.objects.get(email="otto@hoshi.example").pk)
    with pytest.raises(PermissionDenied):
        ask_for_machine_draft(article_id=source.pk, language="ko", staff=otto)
    with pytest.raises(PermissionDenied):
        confirm_machine_draft(article_id=article.pk, revision_id=article.latest_revision_id, staff=otto)
    assert Article.objects.get(pk=article.pk).unread_from
    assert MachineDraft.objects.count() == 1


def _at(article, user, moment):
    planned = latest(article)
    planned.go_live_at = moment
    return planned.save_revision(user=user)


def _plain(line: WrittenArticle) -> dict:
    return {name: getattr(line, name) for name in line.__dataclass_fields__}
