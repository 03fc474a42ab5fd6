"""Addresses of articles, in the script of their language."""

from __future__ import annotations

from django.utils.text import slugify

from madoguchi.helpcenter.models import Article

LONGEST = 80


def free_slug(title: str, *, brand_id: int, locale_id: int, key: str, article_id: int | None = None) -> str:
    """An address made of a title that no other article of this brand and language has."""
    wanted = slugify(title, allow_unicode=True)[:LONGEST].strip("-") or slugify(key) or "article"
    others = Article.objects.filter(brand_id=brand_id, locale_id=locale_id, slug__startswith=wanted)
    if article_id is not None:
        others = others.exclude(pk=article_id)
    taken = set(others.values_list("slug", flat=True))
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    return found


def give_names(article: Article) -> None:
    """A key and a free address for an article that has none, or whose address is another's in its language."""
    article.slug = free_slug(
        article.slug or article.title,
        brand_id=article.brand_id,
        locale_id=article.locale_id,
        key=article.key,
        article_id=article.pk,
    )
    if not article.key:
        article.key = _free_key(article.slug)


def _free_key(wanted: str) -> str:
    taken = set(Article.objects.filter(key__startswith=wanted).values_list("key", flat=True))
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    return found
