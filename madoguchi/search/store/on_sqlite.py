"""SQLite: FTS5 without content, ranked by its bm25 with our weights (set in the migration)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection

from madoguchi.core.plain_sql import rows as read
from madoguchi.search.store.filters import Filter


def put(rows: Iterable[tuple[int, int, tuple[list[str], ...]]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_words (rowid, title, headings, body, tags) VALUES (%s, %s, %s, %s, %s)",
            [
                (article, *(" ".join([token(scope, term) for term in field]) for field in fields))
                for article, scope, fields in rows
            ],
        )


def drop(articles: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM search_words WHERE rowid = %s", [(article,) for article in articles])


def best(scopes: Sequence[int], wanted: Sequence[tuple[str, ...]], *, only: Filter, limit: int) -> list[int]:
    match = " OR ".join(
        "(" + " AND ".join(f'"{token(scope, term)}"' for term in terms) + ")"
        for scope in scopes
        for terms in wanted
    )
    where, values = only.where("search_indexedarticle")
    join = " JOIN search_indexedarticle ON search_indexedarticle.id = search_words.rowid" if only else ""
    found = read(
        f"SELECT search_words.rowid FROM search_words{join}"
        f" WHERE search_words MATCH %s{where} ORDER BY rank LIMIT %s",
        [match, *values, limit],
    )
    return [row[0] for row in found]


def token(scope: int, term: str) -> str:
    """A term of a scope. Terms hold no quotes; this is a second lock."""
    return f"{scope}_{term}".replace('"', "")
