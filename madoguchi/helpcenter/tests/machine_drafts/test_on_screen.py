"""Lena has a machine draft a translation: the pages where she asks, reads and confirms."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from madoguchi.helpcenter.actions.machine_drafts import (
    ask_for_machine_draft,
    confirm_machine_draft,
)
from madoguchi.helpcenter.contract import HelpcenterError
from madoguchi.helpcenter.models import Article, MachineDraft
from madoguchi.helpcenter.tests.machine_drafts.stage import drafted
from madoguchi.people.models import User
from madoguchi.people.queries import staff_of_user

pytestmark = pytest.mark.django_db


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
