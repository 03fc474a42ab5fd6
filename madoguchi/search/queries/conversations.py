"""Reading the index. Whoever asks filters the hits by what he may see: this layer knows no people."""

from __future__ import annotations

import re

from django.db import connection

from madoguchi.search.tokens import query_tokens


def find(kind: str, query: str, *, limit: int = 200) -> list[tuple[str, str]]:
    """(object, holder) of the newest documents that hold every word of the query; the last word may be unfinished."""
    words, prefix = query_tokens(query[:400])
    if not words and not prefix:
        return []
    if connection.vendor == "postgresql":
        return _find_postgresql(kind, words, prefix, limit)
    return _find_sqlite(kind, words, prefix, limit)


def _find_postgresql(kind: str, words: list[str], prefix: str, limit: int) -> list[tuple[str, str]]:
    parts = [_quoted(word) for word in words] + ([f"{_quoted(prefix)}:*"] if prefix else [])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT object, holder FROM search_index WHERE kind = %s AND tokens @@ %s::tsquery"
            " ORDER BY at DESC LIMIT %s",
            [kind, " & ".join(parts), limit],
        )
        return [(row[0], row[1]) for row in cursor.fetchall()]


def _find_sqlite(kind: str, words: list[str], prefix: str, limit: int) -> list[tuple[str, str]]:
    parts = [f'"{word}"' for word in words] + ([f'"{prefix}"*'] if prefix else [])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT object, holder FROM search_index WHERE tokens MATCH %s AND kind = %s ORDER BY rowid DESC LIMIT %s",
            [" AND ".join(parts), kind, limit],
        )
        return [(row[0], row[1]) for row in cursor.fetchall()]


def _quoted(word: str) -> str:
    """A lexeme in quotes; tokens hold letters and digits only, so this is a second lock."""
    return "'" + re.sub(r"[\\']", "", word) + "'"
