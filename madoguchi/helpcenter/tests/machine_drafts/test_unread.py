"""Lena has a machine draft a translation: nothing of it is public before she read it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import Locale, Workflow

from madoguchi.helpcenter.actions.importing import import_articles
from madoguchi.helpcenter.actions.machine_drafts import (
    confirm_machine_draft,
)
from madoguchi.helpcenter.actions.publishing import UnreadMachineDraft
from madoguchi.helpcenter.actions.scheduled import publish_and_withdraw_due
from madoguchi.helpcenter.contract import WrittenArticle
from madoguchi.helpcenter.editor.prepare import REVIEW
from madoguchi.helpcenter.models import Article
from madoguchi.helpcenter.tests.machine_drafts.stage import drafted, found, latest
from madoguchi.people.queries import staff_of_user

pytestmark = pytest.mark.django_db


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


def _at(article, user, moment):
    planned = latest(article)
    planned.go_live_at = moment
    return planned.save_revision(user=user)


def _plain(line: WrittenArticle) -> dict:
    return {name: getattr(line, name) for name in line.__dataclass_fields__}
