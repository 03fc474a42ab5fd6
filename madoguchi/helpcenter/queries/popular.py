"""A few articles without reading the whole shelf, for places that are asked often."""

from __future__ import annotations

from dataclasses import dataclass

from madoguchi.company.queries import main_brand
from madoguchi.helpcenter.contract import ANYONE
from madoguchi.helpcenter.queries.reading import Audiences, Link, links, visible

_SPARE = 4
_COLUMNS = ("key", "slug", "title", "summary", "kind", "locale__language_code", "category__key", "changed_at")
"""Of a Link, in its order: each visitor who opens the chat asks, and reading whole articles took half of the answer."""


def popular(language: str, *, region: str = "", limit: int) -> list[Link]:
    """What is read most of the public articles in a language, those for other regions left out; where there is
    nothing in it, what is read most in any."""
    brand = main_brand()
    if brand is None or limit <= 0:
        return []
    rows = (
        visible(ANYONE)
        .filter(brand_id=brand.id, locale__language_code=language)
        .order_by("-popularity", "id")
        .values_list(*_COLUMNS, "regions")
    )
    found = [Link(*row) for *row, regions in rows[: limit * _SPARE] if _for(regions, region)]
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


def _for(regions: list[str], region: str) -> bool:
    return not region or not regions or region in regions
