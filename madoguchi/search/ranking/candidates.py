"""The rows of the articles that are scored to the end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from madoguchi.core.plain_sql import places
from madoguchi.core.plain_sql import rows as read
from madoguchi.search.store.filters import Filter

_AT_ONCE = 500


class Candidate(NamedTuple):
    id: int
    scope: int
    lang: str
    key: str
    title: str
    holder: str
    words: int
    popularity: float
    updated_at: datetime | None
    terms: str


def candidates(ids: Sequence[int], scopes: Sequence[int], only: Filter) -> list[Candidate]:
    """These articles, of those that are in the scopes (nothing else is ever shown) and fit the filter."""
    where, values = only.where("search_indexedarticle")
    found: list[Candidate] = []
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        rows = read(
            "SELECT id, scope_id, lang, key, title, holder, words, popularity, updated_at, terms"
            f" FROM search_indexedarticle WHERE id IN ({places(some)})"
            f" AND scope_id IN ({places(scopes)}){where}",
            [*some, *scopes, *values],
        )
        found += [Candidate._make((*row[:8], _moment(row[8]), row[9])) for row in rows]
    return found


def allowed(scopes: Sequence[int], only: Filter) -> list[int] | None:
    """The articles that fit the filter; None where nothing is filtered."""
    if not only:
        return None
    where, values = only.where("search_indexedarticle")
    rows = read(
        f"SELECT id FROM search_indexedarticle WHERE scope_id IN ({places(scopes)}){where}",
        [*scopes, *values],
    )
    return [row[0] for row in rows]


def _moment(value: Any) -> datetime | None:
    """SQLite gives text, or a time without a zone."""
    if value is None:
        return None
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
