"""A few articles without reading the whole shelf, for places that are asked often."""

from __future__ import annotations

from dataclasses import dataclass

from madoguchi.company.queries import main_brand
from madoguchi.helpcenter.contract import ANYONE
from madoguchi.helpcenter.models import Article
from madoguchi.helpcenter.queries.reading import Audiences, Link, link_to, links, visible

_SPARE = 4


def popular(language: str, *, region: str = "", limit: int) -> list[Link]:
    """What is read most of the public articles in a language, those for other regions left out; where there is
    nothing in it, what is read most in any."""
    brand = main_brand()
    if brand is None or limit <= 0:
        return []
    rows = (
        visible(ANYONE)
        .filter(brand_id=brand.id, locale__language_code=language)
        .select_related("locale", "category")
        .defer("body")
        .order_by("-popularity", "id")
    )
    found = [link_to(article) for article in rows[: limit * _SPARE] if _for(article, region)]
    return (found or links(language, ANYONE, limit=limit))[:limit]


@dataclass(frozen=True, slots=True)
class Known:
    number: int
    key: str
    language: str
    revision: int | None


def visible_article(key: str, audiences: Audiences) -> Known | None:
    """The live article of this key, if the reader may see it."""
    rows = visible(audiences).filter(key=key)
    row = rows.values_list("pk", "key", "locale__language_code", "live_revision_id").first()
    return Known(*row) if row else None


def _for(article: Article, region: str) -> bool:
    return not region or not article.regions or region in article.regions
