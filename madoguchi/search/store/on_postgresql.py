"""PostgreSQL: a `tsvector` of our own tokens under GIN, ranked by `ts_rank`.

Never `ts_rank_cd`: it measures how near words stand to each other, and finds hardly anything with alternatives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import connection

from madoguchi.core.plain_sql import rows as read
from madoguchi.search.store.filters import Filter

_LABELS = "ABDC"
_WEIGHTS = "{0.33, 0.67, 0.67, 1}"
"""Of the labels D, C, B, A: body, tags, headings, title."""
_NORMALISED = 1 | 32
_OCCURRENCES = 20
"""Of one term in one article; more say nothing new."""


def put(rows: Iterable[tuple[int, int, tuple[list[str], ...]]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_words (article, words) VALUES (%s, %s::tsvector)",
            [(article, _vector(scope, fields)) for article, scope, fields in rows],
        )


def drop(articles: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_words WHERE article = ANY(%s)", [list(articles)])


def best(scopes: Sequence[int], wanted: Sequence[tuple[str, ...]], *, only: Filter, limit: int) -> list[int]:
    match = " | ".join(
        "(" + " & ".join(token(scope, term) for term in terms) + ")" for scope in scopes for terms in wanted
    )
    where, values = only.where("search_indexedarticle")
    join = " JOIN search_indexedarticle ON search_indexedarticle.id = article" if only else ""
    found = read(
        f"SELECT article FROM search_words{join}, CAST(%s AS tsquery) AS wanted"
        f" WHERE search_words.words @@ wanted{where}"
        f" ORDER BY ts_rank('{_WEIGHTS}', search_words.words, wanted, {_NORMALISED}) DESC, article LIMIT %s",
        [match, *values, limit],
    )
    return [row[0] for row in found]


def token(scope: int, term: str) -> str:
    """A lexeme in quotes. Terms hold neither quotes nor backslashes; this is a second lock."""
    plain = term.replace("'", "").replace("\\", "")
    return f"'{scope}_{plain}'"


def _vector(scope: int, fields: tuple[list[str], ...]) -> str:
    """The text form of a tsvector. Where a word stands does not count, so its places are its occurrences."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for label, field in zip(_LABELS, fields, strict=True):
        for term in field:
            if len(places[term]) < _OCCURRENCES:
                places[term].append(label)
    return " ".join(
        f"{token(scope, term)}:" + ",".join(f"{number}{label}" for number, label in enumerate(labels, 1))
        for term, labels in places.items()
    )
