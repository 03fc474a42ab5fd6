"""Lena has a machine draft a translation: everything stays where it was, and what a person wrote stays."""

from __future__ import annotations

import json

import pytest
from wagtail.models import Locale

from madoguchi.helpcenter.actions.machine_drafts import (
    ask_for_machine_draft,
    confirm_machine_draft,
    write_machine_draft,
)
from madoguchi.helpcenter.actions.publishing import UnreadMachineDraft
from madoguchi.helpcenter.contract import HelpcenterError
from madoguchi.helpcenter.jobs import machine_draft
from madoguchi.helpcenter.models import Article, MachineDraft
from madoguchi.helpcenter.tests.machine_drafts.stage import drafted, found, latest
from madoguchi.people.queries import staff_of_user

pytestmark = pytest.mark.django_db


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
