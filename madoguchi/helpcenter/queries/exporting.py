"""Articles as an import reads them."""

from __future__ import annotations

from collections.abc import Iterator

from madoguchi.helpcenter.contract import Audience, Kind, WrittenArticle
from madoguchi.helpcenter.markdown import markdown_of
from madoguchi.helpcenter.models import Article, Category
from madoguchi.helpcenter.queries.media import media_of
from madoguchi.languages import short_code


def written_articles(*, media: bool = False) -> Iterator[WrittenArticle]:
    """All live articles, sources before translations; with `media`, each file with the first that shows it."""
    given: set[str] = set()
    categories = {category.pk: category for category in Category.objects.all()}
    articles = Article.objects.filter(live=True).select_related("locale", "source")
    for article in articles.order_by("source_id", "id").iterator(chunk_size=200):
        yield WrittenArticle(
            id=article.key,
            lang=short_code(article.language),
            title=article.title,
            body=markdown_of(article.body),
            category=_path(article.category_id, categories),
            kind=Kind(article.kind),
            translation_of=article.source.key if article.source else "",
            summary=article.summary,
            slug=article.slug,
            audience=Audience(article.audience),
            regions=tuple(article.regions),
            tags=tuple(article.tags),
            media=tuple(media_of(article, given)) if media else (),
        )


def _path(category_id: int, categories: dict[int, Category]) -> str:
    parts: list[str] = []
    at: int | None = category_id
    while at is not None and len(parts) < 10:
        parts.append(categories[at].key)
        at = categories[at].parent_id
    return "/".join(reversed(parts))
