"""What a reader may see, in his language or, labelled, in another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from madoguchi.company.queries import main_brand
from madoguchi.helpcenter.contract import Audience
from madoguchi.helpcenter.models import Article, Category, OldSlug

Audiences = frozenset[Audience]


@dataclass(frozen=True)
class Link:
    """An article in a list. `language` is the one that it is in, which may not be the reader's."""

    key: str
    slug: str
    title: str
    summary: str
    kind: str
    language: str
    category: str
    changed_at: datetime | None


@dataclass(frozen=True)
class Shelf:
    """A category with its name in the reader's language."""

    key: str
    name: str
    description: str
    icon: str
    parent: str
    children: tuple[Shelf, ...] = ()
    count: int = 0


@dataclass(frozen=True)
class Page:
    """An article to read. `elsewhere` pairs each language that it can be read in with the address there."""

    article: Article
    shelves: tuple[Shelf, ...]
    elsewhere: tuple[tuple[str, str], ...]

    @property
    def language(self) -> str:
        return self.article.language


@dataclass(frozen=True)
class Moved:
    """The article is at this address."""

    language: str
    slug: str


def shelves(language: str, audiences: Audiences) -> tuple[Shelf, ...]:
    """The categories of the first level with those below them; those without an article are left out."""
    brand = main_brand()
    if brand is None:
        return ()
    counts: dict[int, int] = {}
    seen = set()
    for category_id, key in visible(audiences).values_list("category_id", "translation_key"):
        if key not in seen:
            seen.add(key)
            counts[category_id] = counts.get(category_id, 0) + 1
    found = list(Category.objects.filter(brand_id=brand.id).prefetch_related("texts"))
    return _shelves_below(None, found, counts, language, brand.default_language)


def _shelves_below(
    parent: int | None, found: list[Category], counts: dict[int, int], language: str, default: str
) -> tuple[Shelf, ...]:
    below = []
    keys = {category.pk: category.key for category in found}
    for category in found:
        if category.parent_id != parent:
            continue
        children = _shelves_below(category.pk, found, counts, language, default)
        count = counts.get(category.pk, 0) + sum(child.count for child in children)
        if count:
            name, description = _name(category, language, default)
            below.append(
                Shelf(
                    category.key, name, description, category.icon, keys.get(parent or 0, ""), children, count
                )
            )
    return tuple(below)


def _name(category: Category, language: str, default: str) -> tuple[str, str]:
    texts = {text.language: text for text in category.texts.all()}
    text = texts.get(language) or texts.get(default) or next(iter(texts.values()), None)
    return (text.name, text.description) if text else (category.key, "")


def visible(audiences: Audiences) -> QuerySet[Article]:
    """The live articles that such a reader may see, of every brand and language."""
    found: QuerySet[Article] = Article.objects.filter(live=True, audience__in=[str(a) for a in audiences])
    return found


def links(
    language: str,
    audiences: Audiences,
    *,
    categories: Iterable[str] = (),
    keys: Iterable[str] = (),
    kind: str = "",
    limit: int = 200,
    order: str = "-popularity",
) -> list[Link]:
    """Articles in the reader's language; one that is not translated stands there in the brand's, or in any."""
    brand = main_brand()
    if brand is None:
        return []
    found = visible(audiences).filter(brand_id=brand.id).select_related("locale", "category").defer("body")
    if wanted := list(categories):
        found = found.filter(category__key__in=wanted)
    if names := list(keys):
        groups = Article.objects.filter(key__in=names).values("translation_key")
        found = found.filter(translation_key__in=groups)
    if kind:
        found = found.filter(kind=kind)
    best: dict[Any, Article] = {}
    for article in found.order_by(order, "id"):
        known = best.get(article.translation_key)
        if known is None or _better(article, known, language, brand.default_language):
            best[article.translation_key] = article
    return [link_to(article) for article in list(best.values())[:limit]]


def _better(article: Article, known: Article, language: str, default: str) -> bool:
    def rank(one: Article) -> int:
        return 0 if one.language == language else 1 if one.language == default else 2

    return rank(article) < rank(known)


def link_to(article: Article) -> Link:
    """An article (with its locale and category) as a line of a list."""
    return Link(
        key=article.key,
        slug=article.slug,
        title=article.title,
        summary=article.summary,
        kind=article.kind,
        language=article.language,
        category=article.category.key,
        changed_at=article.changed_at,
    )


def page(slug: str, language: str, audiences: Audiences) -> Page | Moved | None:
    """The article at an address, or where it is now.

    An article that is not translated is found at its own address in every language; once it is translated, that
    address leads to the translation. None: there is none, or not for this reader.
    """
    brand = main_brand()
    if brand is None:
        return None
    own = visible(audiences).filter(brand_id=brand.id).select_related("locale", "category", "source", "owner")
    found = own.filter(locale__language_code=language, slug=slug).first()
    if found is None:
        return _elsewhere(slug, language, audiences, brand.id)
    return _page(found, language, audiences)


def _elsewhere(slug: str, language: str, audiences: Audiences, brand_id: int) -> Page | Moved | None:
    olds = OldSlug.objects.filter(brand_id=brand_id, slug=slug).select_related("article")
    old = olds.filter(language=language).first() or olds.first()
    if old is None:
        return None
    group = visible(audiences).filter(translation_key=old.article.translation_key)
    group = group.select_related("locale", "category", "source", "owner")
    translated = group.filter(locale__language_code=language).first()
    if translated is not None:
        return Moved(language, translated.slug)
    there = group.filter(pk=old.article_id).first() or group.first()
    if there is None:
        return None
    return Moved(language, there.slug) if there.slug != slug else _page(there, language, audiences)


def _page(article: Article, language: str, audiences: Audiences) -> Page:
    group = visible(audiences).filter(translation_key=article.translation_key).select_related("locale")
    elsewhere = tuple((other.language, other.slug) for other in group.defer("body"))
    return Page(article, path_of(article.category, language), elsewhere)


def path_of(category: Category, language: str) -> tuple[Shelf, ...]:
    """The category and those above it, from the top."""
    brand = main_brand()
    default = brand.default_language if brand else "en"
    path: list[Shelf] = []
    at: Category | None = category
    while at is not None and len(path) < 10:
        name, description = _name(at, language, default)
        path.append(Shelf(at.key, name, description, at.icon, at.parent.key if at.parent else ""))
        at = at.parent
    return tuple(reversed(path))


def shelf(key: str, language: str, audiences: Audiences) -> Shelf | None:
    """One category with what is below it."""
    return _find(shelves(language, audiences), key)


def _find(among: Iterable[Shelf], key: str) -> Shelf | None:
    for one in among:
        found = one if one.key == key else _find(one.children, key)
        if found:
            return found
    return None


def nearby(article: Article, language: str, audiences: Audiences, *, limit: int = 5) -> list[Link]:
    """Other articles of the same category."""
    others = links(language, audiences, categories=[article.category.key], limit=limit + 1)
    keys = set(
        Article.objects.filter(Q(translation_key=article.translation_key)).values_list("key", flat=True)
    )
    return [link for link in others if link.key not in keys][:limit]


def article_number(key: str) -> int | None:
    """The number of the live article of this key."""
    return Article.objects.filter(key=key, live=True).values_list("pk", flat=True).first() if key else None
