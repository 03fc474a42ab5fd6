"""Articles as search takes them."""

from __future__ import annotations

from collections.abc import Iterable

from madoguchi.helpcenter.models import Article
from madoguchi.helpcenter.queries.passages import sections_of
from madoguchi.search import contract as search


def documents_of(ids: Iterable[int]) -> list[search.Article]:
    """What of these articles can be found; those that are not live are left out."""
    articles = Article.objects.filter(pk__in=list(ids), live=True).select_related("locale", "category")
    return [document_of(article) for article in articles]


def document_of(article: Article) -> search.Article:
    summary = [("", article.summary)] if article.summary else []
    return search.Article(
        key=article.key,
        collection=search.HELP_CENTRE,
        lang=article.language,
        title=article.title,
        passages=tuple(
            search.Passage(heading, text) for heading, text in [*summary, *sections_of(article.body)]
        ),
        tags=tuple(article.tags),
        audience=article.audience,
        regions=tuple(article.regions),
        category=article.category.key,
        updated_at=article.changed_at,
        popularity=article.popularity,
        holder=article.slug,
    )
