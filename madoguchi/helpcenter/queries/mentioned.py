"""The article that a conversation came from, for the agent who answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from madoguchi.helpcenter.contract import ARTICLE_FIELD, LANGUAGE_FIELD, PATH_FIELD, REVISION_FIELD
from madoguchi.helpcenter.models import Article
from madoguchi.languages import BY_CODE


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """`address` is its slug, empty where it is not live any more; `changed_since` that another revision is live."""

    key: str
    title: str
    address: str
    language: str
    language_name: str
    html_lang: str
    revision: str
    changed_since: bool
    path: str


def read_article(fields: Mapping[str, str]) -> ReadArticle | None:
    """What a conversation's fields say of the article that its customer had read, whoever may read it."""
    key = fields.get(ARTICLE_FIELD, "")
    if not key:
        return None
    article = Article.objects.filter(key=key).defer("body").first()
    language = fields.get(LANGUAGE_FIELD, "")
    known = BY_CODE.get(language)
    revision = fields.get(REVISION_FIELD, "")
    return ReadArticle(
        key=key,
        title=article.title if article else key,
        address=article.slug if article and article.live else "",
        language=known.code if known else "en",
        language_name=known.endonym if known else language,
        html_lang=known.html_lang if known else "",
        revision=revision,
        changed_since=bool(article and revision and str(article.live_revision_id or "") != revision),
        path=fields.get(PATH_FIELD, ""),
    )
