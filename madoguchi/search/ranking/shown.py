"""Ranked articles as hits: with the section and the sentences that answer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from madoguchi.core.plain_sql import places
from madoguchi.core.plain_sql import rows as read
from madoguchi.search.analysis import analyser
from madoguchi.search.contract import Hit
from madoguchi.search.dense.texts import sections, sentence_pieces
from madoguchi.search.models import VectorKind
from madoguchi.search.ranking.asked import Asked
from madoguchi.search.ranking.same_language import Ranking
from madoguchi.search.ranking.score import Ranked
from madoguchi.search.snippets import Passages, Place, Wanted, snippet

if TYPE_CHECKING:
    from madoguchi.search.dense.shelf import Floats, Stack


def shown(ranked: Sequence[Ranked], rankings: Mapping[str, Ranking], asked: Asked) -> list[Hit]:
    """The hits in the same order."""
    if not ranked:
        return []
    passages = _passages([one.article.id for one in ranked])
    wanted = {
        lang: Wanted.of(ranking.plan, analyser(lang))
        for lang, ranking in rankings.items()
        if any(one.article.lang == lang for one in ranked)
    }
    hits = []
    for one in ranked:
        article = one.article
        text = passages.get(article.id, [])
        place = _place(one, text, rankings[article.lang], asked)
        found = snippet(text, wanted[article.lang], place)
        hits.append(
            Hit(
                key=article.key,
                lang=article.lang,
                title=article.title,
                score=round(one.score, 4),
                snippet=found.text,
                heading=found.heading,
                holder=article.holder,
                marks=found.marks,
                passage=found.passage,
            )
        )
    return hits


def _passages(ids: Sequence[int]) -> dict[int, Passages]:
    rows = read(f"SELECT id, passages FROM search_indexedarticle WHERE id IN ({places(ids)})", list(ids))
    return {id: json.loads(text) if isinstance(text, str) else text for id, text in rows}


def _place(one: Ranked, passages: Passages, ranking: Ranking, asked: Asked) -> Place | None:
    """Where the nearest sentence of the nearest section is, if this article has vectors."""
    shelf = ranking.shelves.get(one.article.scope)
    if shelf is None or asked.vectors is None:
        return None
    pieces = sections(passages)
    best = _nearest(shelf.stacks.get(VectorKind.SECTION), one.article.id, asked.vectors[0], len(pieces))
    if best is None:
        return None
    section = pieces[best]
    lines = sentence_pieces(passages, most=10_000)
    stack = shelf.stacks.get(VectorKind.SENTENCE)
    near = _cosines(stack, one.article.id, asked.vectors[0])
    inside = [
        (near[number], line)
        for number, line in enumerate(lines[: len(near)])
        if line.passage == section.passage and section.start <= line.start and line.end <= section.end
    ]
    if not inside:
        return Place(section.passage)
    line = max(inside, key=lambda pair: pair[0])[1]
    return Place(line.passage, line.start, line.end)


def _nearest(stack: Stack | None, article: int, query: Floats, expected: int) -> int | None:
    near = _cosines(stack, article, query)
    if not near or len(near) != expected:
        return None  # the text has changed since its vectors were made
    return max(range(len(near)), key=near.__getitem__)


def _cosines(stack: Stack | None, article: int, query: Floats) -> list[float]:
    where = stack.of_article(article) if stack else None
    if stack is None or where is None:
        return []
    found: list[float] = ((stack.vectors[where].astype("float32") @ query) / stack.lengths[where]).tolist()
    return found
