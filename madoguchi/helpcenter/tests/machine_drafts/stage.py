"""What the stories of machine drafts share."""

from __future__ import annotations

from madoguchi.helpcenter.actions.machine_drafts import (
    ask_for_machine_draft,
)
from madoguchi.helpcenter.jobs import machine_draft
from madoguchi.helpcenter.models import Article
from madoguchi.people.queries import staff_of_user
from madoguchi.search.contract import Query
from madoguchi.search.queries import search_articles


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
