"""Writing the index. Only shielded text may come here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from madoguchi.core.plain_sql import insert_rows
from madoguchi.search.tokens import tokens

WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Document:
    """`kind` and `object` name it; `holder` is what a hit leads to (a message's conversation)."""

    kind: str
    object: str
    holder: str
    text: str


def index(documents: Sequence[Document]) -> None:
    """Put documents into the index, in place of what it held of them."""
    last = {(document.kind, document.object): document for document in documents}
    put([(document, words_of(document)) for document in last.values()])


def words_of(document: Document) -> list[str]:
    """The document's words as the index holds them. Takes its time, so call it before a transaction, not inside."""
    return tokens(document.text)[:WORDS]


@transaction.atomic
def put(found: Sequence[tuple[Document, list[str]]]) -> None:
    """Put documents (each once) with their words into the index, in place of what it held of them."""
    if found and connection.vendor == "postgresql":
        _put_postgresql(found)
    elif found:
        _put_sqlite(found)


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


def _put_postgresql(found: Sequence[tuple[Document, list[str]]]) -> None:
    insert_rows(
        "search_index (kind, object, holder, tokens)",
        "(%s, %s, %s, array_to_tsvector(string_to_array(%s, ' ')))",
        [(d.kind, d.object, d.holder, " ".join(sorted(set(words)))) for d, words in found],
        then="ON CONFLICT (kind, object) DO UPDATE SET holder = excluded.holder, tokens = excluded.tokens",
    )


def _put_sqlite(found: Sequence[tuple[Document, list[str]]]) -> None:
    """A few statements for the whole batch: this runs while the chat writer waits for the same file."""
    names = [value for document, _ in found for value in (document.kind, document.object)]
    with connection.cursor() as cursor:
        places = ", ".join(["(%s, %s)"] * len(found))
        cursor.execute(
            f"SELECT kind, object, row FROM search_rows WHERE (kind, object) IN (VALUES {places})",  # noqa: S608
            names,
        )
        old = cursor.fetchall()
        if old:
            cursor.executemany("DELETE FROM search_index WHERE rowid = %s", [(row,) for _, _, row in old])
            cursor.executemany(
                "DELETE FROM search_rows WHERE kind = %s AND object = %s", [o[:2] for o in old]
            )
        cursor.execute("SELECT coalesce(max(rowid), 0) FROM search_index")
        first = cursor.fetchone()[0] + 1
    insert_rows(
        "search_index (rowid, tokens, kind, object, holder)",
        "(%s, %s, %s, %s, %s)",
        [
            (first + number, " ".join(words), document.kind, document.object, document.holder)
            for number, (document, words) in enumerate(found)
        ],
    )
    insert_rows(
        "search_rows (kind, object, row)",
        "(%s, %s, %s)",
        [(document.kind, document.object, first + number) for number, (document, _) in enumerate(found)],
    )
