"""Articles as an import reads them."""

from __future__ import annotations

from collections.abc import Iterator

from madoguchi.helpcenter.contract import Audience, Kind, WrittenArticle
from madoguchi.helpcenter.markdown import markdown_of
from madoguchi.helpcenter.models import Article, Category
from madoguchi.languages import CODES


def written_articles() -> Iterator[WrittenArticle]:
    """All live articles, sources before translations."""
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
        )


def short_code(code: str) -> str:
    """The language without its script where that is enough: zh for zh-hans."""
    base = code.split("-")[0]
    return base if sum(other.split("-")[0] == base for other in CODES) == 1 else code


def _path(category_id: int, categories: dict[int, Category]) -> str:
    parts: list[str] = []
    at: int | None = category_id
    while at is not None and len(parts) < 10:
        parts.append(categories[at].key)
        at = categories[at].parent_id
    return "/".join(reversed(parts))
