"""The full-text tables of both databases. They hold the same tokens: each term with its scope in front, so that a
search reads the occurrences of its own scopes and no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from madoguchi.core.plain_sql import postgresql
from madoguchi.search.store import on_postgresql, on_sqlite
from madoguchi.search.store.filters import Filter

Fields = tuple[list[str], ...]
Alternatives = Sequence[tuple[str, ...]]
"""Any of these; of each, all terms must occur."""


def put_words(rows: Iterable[tuple[int, int, Fields]]) -> None:
    """(article, scope, terms by field) into the table; the articles must not be in it."""
    (on_postgresql if postgresql() else on_sqlite).put(rows)


def drop_words(articles: Sequence[int]) -> None:
    (on_postgresql if postgresql() else on_sqlite).drop(articles)


def best(scopes: Sequence[int], wanted: Alternatives, *, only: Filter, limit: int) -> list[int]:
    """The articles that the database ranks first for any of the alternatives, in these scopes."""
    if not wanted or not scopes:
        return []
    if postgresql():
        return on_postgresql.best(scopes, wanted, only=only, limit=limit)
    return on_sqlite.best(scopes, wanted, only=only, limit=limit)
