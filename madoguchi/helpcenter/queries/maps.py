"""Every public article's address, for sitemaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from madoguchi.helpcenter.contract import Audience
from madoguchi.helpcenter.models import Article


@dataclass(frozen=True)
class Address:
    slug: str
    changed_at: datetime | None
    elsewhere: tuple[tuple[str, str], ...]


def every_address(language: str) -> Iterator[Address]:
    """The articles that everybody may read in this language, each with its addresses in all languages."""
    rows = list(
        Article.objects.filter(live=True, audience=Audience.PUBLIC.value)
        .order_by("id")
        .values_list("translation_key", "locale__language_code", "slug", "changed_at")
    )
    groups: dict[Any, list[tuple[str, str]]] = defaultdict(list)
    for group, code, slug, _changed in rows:
        groups[group].append((code, slug))
    for group, code, slug, changed in rows:
        if code == language:
            yield Address(slug, changed, tuple(groups[group]))
