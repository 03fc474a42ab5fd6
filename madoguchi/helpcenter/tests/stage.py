"""What the editors' stories share: articles, people who write, and pages that must be there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from madoguchi.company.models import Brand
from madoguchi.helpcenter.actions.importing import import_articles
from madoguchi.helpcenter.contract import WrittenArticle
from madoguchi.helpcenter.models import Article, SearchDay
from madoguchi.people.contract import Permission
from madoguchi.people.models import Agent, Role
from tests.cast import Cast

ARTICLE = "/editor/snippets/helpcenter/article"
HOSTILE = "</q><script>alert(1)</script><img src=x onerror=alert(1)>"


def write(key: str, title: str, body: str = "Wait an hour.", *, lang: str = "en", **more: Any) -> Article:
    """One article, imported and live."""
    more.setdefault("category", "" if more.get("translation_of") else "withdrawals")
    done = import_articles([WrittenArticle(id=key, lang=lang, title=title, body=body, **more)])
    assert not done.refused, done.refused
    return Article.objects.get(key=key)


def due(article: Article, days: int) -> Article:
    """The article is to be verified in so many days."""
    Article.objects.filter(pk=article.pk).update(verify_by=timezone.localdate() + timedelta(days=days))
    return article


def searches(words: str, language: str = "en", *, days: int = 0, **counts: int) -> SearchDay:
    """So many days ago this was searched for."""
    day = timezone.localdate() - timedelta(days=days)
    brand = counts.pop("brand_id", None) or Brand.objects.order_by("id").values_list("id", flat=True)[0]
    return SearchDay.objects.create(brand_id=brand, day=day, language=language, words=words, **counts)


def lena(cast: Cast) -> Client:
    """The lead, who may publish."""
    return _client(Agent.objects.get(pk=cast.lena.agent_id))


def otto(cast: Cast) -> Client:
    """An agent who may not write articles."""
    return _client(Agent.objects.get(pk=cast.otto.agent_id))


def ada(cast: Cast, *languages: str) -> Client:
    """A translator: she writes drafts, in these languages, and does not publish."""
    agent = Agent.objects.get(pk=cast.ada.agent_id)
    agent.role = Role.objects.create(
        key="translator", name="Translator", permissions=[str(Permission.ARTICLES_WRITE)]
    )
    agent.languages = list(languages)
    agent.save()
    return _client(agent)


def _client(agent: Agent) -> Client:
    client = Client()
    client.force_login(agent.user)
    return client


def text(client: Client, path: str, **more: Any) -> str:
    """The page at a path, which must be there."""
    answer = client.get(path, **more)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return str(answer.content.decode())
