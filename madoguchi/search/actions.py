"""Writing the index. Only shielded text may come here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from madoguchi.search.tokens import tokens

WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Document:
    """`kind` and `object` name it; `holder` is what a hit leads to (a message's conversation)."""

    kind: str
    object: str
    holder: str
    text: str


@transaction.atomic
def index(documents: Sequence[Document]) -> None:
    """Put documents into the index, in place of what it held of them."""
    for document in documents:
        words = tokens(document.text)[:WORDS]
        if connection.vendor == "postgresql":
            _put_postgresql(document, words)
        else:
            _put_sqlite(document, words)


@transaction.atomic
def forget(kind: str, object: str) -> None:
    """Take a document out of the index."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DELETE FROM search_index WHERE kind = %s AND object = %s", [kind, object])
            return
        cursor.execute("SELECT row FROM search_rows WHERE kind = %s AND object = %s", [kind, object])
        found = cursor.fetchone()
        if found:
            cursor.execute("DELETE FROM search_index WHERE rowid = %s", [found[0]])
            cursor.execute("DELETE FROM search_rows WHERE kind = %s AND object = %s", [kind, object])


def _put_postgresql(document: Document, words: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_index (kind, object, holder, tokens) VALUES (%s, %s, %s, array_to_tsvector(%s::text[]))"
            " ON CONFLICT (kind, object) DO UPDATE SET holder = excluded.holder, tokens = excluded.tokens",
            [document.kind, document.object, document.holder, sorted(set(words))],
        )


def _put_sqlite(document: Document, words: list[str]) -> None:
    forget(document.kind, document.object)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_index (tokens, kind, object, holder) VALUES (%s, %s, %s, %s) RETURNING rowid",
            [" ".join(words), document.kind, document.object, document.holder],
        )
        row = cursor.fetchone()[0]
        cursor.execute(
            "INSERT INTO search_rows (kind, object, row) VALUES (%s, %s, %s)",
            [document.kind, document.object, row],
        )
