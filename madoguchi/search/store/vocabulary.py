"""In how many articles of a scope each term occurs, and which terms people write as they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import connection

from madoguchi.core.plain_sql import places, postgresql
from madoguchi.core.plain_sql import rows as read

_AT_ONCE = 500
_LAST = "\U0010ffff"


def change(scope: int, difference: Mapping[str, int], written: Collection[str]) -> None:
    """Add to the counts, which may be negative; terms that no article holds any more go.

    In the order of the terms, so that two writers cannot wait for each other.
    """
    rows = [(scope, term, count, term in written) for term, count in sorted(difference.items()) if count]
    known = "search_vocabulary.articles + excluded.articles"
    with connection.cursor() as cursor:
        if postgresql():
            cursor.execute(
                "INSERT INTO search_vocabulary (scope, term, articles, word)"
                " SELECT %s, * FROM unnest(%s::text[], %s::integer[], %s::boolean[])"
                " ON CONFLICT (scope, term) DO UPDATE SET"
                f" articles = {known}, word = search_vocabulary.word OR excluded.word",
                [scope, [r[1] for r in rows], [r[2] for r in rows], [r[3] for r in rows]],
            )
        else:
            cursor.executemany(
                "INSERT INTO search_vocabulary (scope, term, articles, word) VALUES (%s, %s, %s, %s)"
                " ON CONFLICT (scope, term) DO UPDATE SET"
                f" articles = {known}, word = max(word, excluded.word)",
                rows,
            )
        if any(row[2] < 0 for row in rows):
            cursor.execute("DELETE FROM search_vocabulary WHERE scope = %s AND articles <= 0", [scope])


def counts(scopes: Sequence[int], terms: Iterable[str]) -> Counter[str]:
    """In how many articles of the scopes each of the terms occurs; those in none are missing."""
    wanted = sorted(set(terms))
    found: Counter[str] = Counter()
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        for term, articles in read(
            "SELECT term, articles FROM search_vocabulary"
            f" WHERE scope IN ({places(scopes)}) AND term IN ({places(some)})",
            [*scopes, *some],
        ):
            found[term] += articles
    return found


def beginning_with(scopes: Sequence[int], beginning: str, *, limit: int) -> Counter[str]:
    """The most frequent terms that begin so, with their counts."""
    found: Counter[str] = Counter()
    for scope in scopes:
        for term, articles in read(
            "SELECT term, articles FROM search_vocabulary"
            " WHERE scope = %s AND term >= %s AND term < %s ORDER BY articles DESC, term LIMIT %s",
            [scope, beginning, beginning + _LAST, limit],
        ):
            found[term] += articles
    return Counter(dict(found.most_common(limit)))


def written_words(scope: int) -> list[tuple[str, int]]:
    """Every word of a scope as people write it, with its count."""
    return read(
        f"SELECT term, articles FROM search_vocabulary WHERE scope = %s AND {'word' if postgresql() else 'word = 1'}",
        [scope],
    )
