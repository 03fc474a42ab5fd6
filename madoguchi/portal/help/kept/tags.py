"""Of what a help page is made, as the tags under which it is dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from madoguchi.helpcenter.actions.noting import ANY_ARTICLE
from madoguchi.helpcenter.models import Article
from madoguchi.helpcenter.queries.reading import Link, Page, Shelf
from madoguchi.portal.help.kept.frame import BANNERS, BRAND, CHAT, DOORS

_FRAME = (BRAND, CHAT, BANNERS)


def home_tags() -> set[str]:
    """The home page shows counts of all articles, all categories and all ways to reach us."""
    return {*_FRAME, DOORS, ANY_ARTICLE, "shelves"}


def category_tags(shelf: Shelf, links: Iterable[Link]) -> set[str]:
    keys = [one.key for one in _with_children(shelf)]
    return {*_FRAME, *_links(links), *(f"{kind}:{key}" for key in keys for kind in ("category", "in"))}


def article_tags(page: Page, *, slug: str, links: Iterable[Link]) -> set[str]:
    """Itself in all languages, its address, its path, what it names and what stands beside it."""
    article = page.article
    return {
        *_FRAME,
        *_links(links),
        f"slug:{slug}",
        f"key:{article.key}",
        f"group:{article.translation_key}",
        f"in:{article.category.key}",
        *(f"category:{shelf.key}" for shelf in page.shelves),
        *_named(article),
    }


def _with_children(shelf: Shelf) -> Iterator[Shelf]:
    yield shelf
    for child in shelf.children:
        yield from _with_children(child)


def _links(links: Iterable[Link]) -> list[str]:
    return [f"key:{link.key}" for link in links]


def _named(article: Article) -> Iterator[str]:
    """What its blocks name, also what is not to be seen yet."""
    for block in article.body:
        if block.block_type == "related":
            yield from (f"group:{other.translation_key}" for other in block.value["articles"] if other)
        elif block.block_type == "video" and block.value["video"]:
            yield f"video:{block.value['video'].pk}"
        elif block.block_type == "picture":
            yield from _picture(block.value["picture"])
        elif block.block_type == "steps":
            for step in block.value["steps"]:
                yield from _picture(step["picture"])


def _picture(picture: object | None) -> list[str]:
    number = getattr(picture, "pk", None)
    return [f"picture:{number}", "pictures"] if number else []
