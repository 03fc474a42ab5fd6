"""A whole article in another language."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from madoguchi.ai.contract import Writer, WritingError
from madoguchi.helpcenter.machine.kept import kept_spans
from madoguchi.helpcenter.machine.marks import Marked, mark_html, mark_text
from madoguchi.helpcenter.machine.pieces import Piece, pieces_of
from madoguchi.helpcenter.machine.translate import translate
from madoguchi.helpcenter.models import Article


@dataclass(frozen=True)
class Translated:
    """`body` in its stored form; `left` passages stay in the source's language."""

    title: str
    summary: str
    tags: list[str]
    body: list[dict[str, Any]]
    left: int


def translated(
    article: Article, writer: Writer, *, source: str, target: str, names: Collection[str], most: int
) -> Translated:
    """The article's words in another language: the same blocks, links, pictures, and names.

    `source` and `target` are names of languages in English, `names` further words that stay, `most` characters an
    article may have. Raises WritingError.
    """
    holder: dict[str, Any] = {
        "title": article.title,
        "summary": article.summary,
        "tags": [str(tag) for tag in article.tags],
        "body": json.loads(json.dumps(list(article.body.get_prep_value()))),
    }
    pieces = [
        *(Piece(holder, name, html=False) for name in ("title", "summary") if holder[name]),
        *(Piece(holder["tags"], at, html=False) for at in range(len(holder["tags"]))),
        *pieces_of(holder["body"]),
    ]
    if (length := sum(len(piece.text) for piece in pieces)) > most:
        raise WritingError(
            f"The article has {length} characters, MADOGUCHI_TRANSLATION_CHARACTERS is {most}."
        )
    passages: list[Marked] = []
    places: list[tuple[Piece, list[str], dict[int, int]]] = []
    for piece in pieces:
        parts, marked = _marked(piece, names)
        places.append((piece, parts, {at: len(passages) + number for number, at in enumerate(marked)}))
        passages += marked.values()
    found, left = translate(passages, writer, source=source, target=target)
    for piece, parts, at in places:
        for number, passage in at.items():
            parts[number] = found.get(passage, parts[number])
        piece.text = "".join(parts)
    return Translated(holder["title"], holder["summary"], holder["tags"], holder["body"], left)


def _marked(piece: Piece, names: Collection[str]) -> tuple[list[str], dict[int, Marked]]:
    def kept(text: str) -> list[tuple[int, int]]:
        return kept_spans(text, names)

    if piece.html:
        return mark_html(piece.text, kept)
    marked = mark_text(piece.text, kept)
    return [piece.text], {0: marked} if marked.has_words else {}
