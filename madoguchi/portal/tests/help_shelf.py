"""A small help centre for stories: who reads, and how its articles come there."""

from __future__ import annotations

from typing import Any

from django.test import Client

from madoguchi.helpcenter.actions.importing import import_articles
from madoguchi.helpcenter.contract import WrittenArticle
from madoguchi.helpcenter.models import Article
from madoguchi.people.actions import customer_of_user
from madoguchi.people.models import Agent, Customer, User
from tests.cast import Cast


def write(key: str, title: str, body: str = "Wait an hour.", *, lang: str = "en", **more: Any) -> Article:
    """One article, imported and live."""
    more.setdefault("category", "" if more.get("translation_of") else "withdrawals")
    done = import_articles([WrittenArticle(id=key, lang=lang, title=title, body=body, **more)])
    assert not done.refused, done.refused
    return Article.objects.get(key=key)


def customer(email: str = "yuki@example.jp") -> Client:
    user = User.objects.create_user(email, None, name="Yuki")
    customer_of_user(user=user)
    return _client(user)


def vip() -> Client:
    """A customer whom the exchange has called VIP."""
    client = customer("kim@mail.example")
    Customer.objects.filter(user__email="kim@mail.example").update(vip_level=1, vip_set_by="exchange")
    return client


def agent(cast: Cast) -> Client:
    return _client(Agent.objects.get(pk=cast.ada.agent_id).user)


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(client: Client, path: str, **more: Any) -> str:
    """The page at a path, which must be there."""
    answer = client.get(path, **more)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return str(answer.content.decode())
