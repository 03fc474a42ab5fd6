"""The first pass: articles in the asker's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings

from madoguchi.search.analysis import analyser
from madoguchi.search.dense.models import signature
from madoguchi.search.lexical.ask import ask
from madoguchi.search.lexical.bm25 import Matcher
from madoguchi.search.lexical.plan import Plan, plan_of, rarest
from madoguchi.search.ranking.asked import Asked, ScopeRow, articles_in, mean_words
from madoguchi.search.ranking.candidates import allowed, candidates
from madoguchi.search.ranking.knowledge import speller, thesaurus
from madoguchi.search.ranking.score import Ranked, fuse, in_order, related
from madoguchi.search.store import best

if TYPE_CHECKING:
    from madoguchi.search.dense.scan import Nearness
    from madoguchi.search.dense.shelf import Shelf


@dataclass
class Ranking:
    """The best articles first, with what the query was taken for."""

    plan: Plan
    ranked: list[Ranked] = field(default_factory=list)
    shelves: dict[int, Shelf] = field(default_factory=dict)
    """By scope; empty without a model."""


def rank(asked: Asked, lang: str, scopes: Sequence[ScopeRow]) -> Ranking:
    """The articles of some scopes, all in `lang`, in the order of how well they answer."""
    plan, by_words = word_candidates(asked, lang, scopes)
    found = Ranking(plan)
    if not scopes:
        return found
    found.shelves = shelves_of(asked, scopes)
    nearness = _nearness(asked, found.shelves, scopes, by_words)
    ids = [scope.id for scope in scopes]
    wanted = dict.fromkeys(by_words)
    if nearness:
        wanted |= dict.fromkeys(nearness.first(settings.SEARCH_CANDIDATES, allowed(ids, asked.only)))
    near = nearness.of(list(wanted)) if nearness and wanted else {}
    matcher = Matcher(plan, mean_words=mean_words(scopes))
    for article in candidates(list(wanted), ids, asked.only):
        likeness = matcher.match(article.terms, words=article.words)
        where = near.get(article.id)
        score = fuse(likeness, where, dense=nearness is not None)
        near_by = (where.cosine, where.z) if where else (0.0, 0.0)
        found.ranked.append(Ranked(article, score, likeness, *near_by))
    found.ranked = related(in_order(found.ranked, settings.SEARCH_HITS))
    return found


def word_candidates(
    asked: Asked, lang: str, scopes: Sequence[ScopeRow], *, part: int = 1, spelling: bool = True
) -> tuple[Plan, list[int]]:
    """The query as these articles are read, and those that hold its words: one `part`th of what the settings allow.
    Without `spelling` its words are taken as they are typed.
    """
    reader = analyser(lang)
    plan = plan_of(asked.text, reader, thesaurus(lang), most=settings.SEARCH_QUERY_WORDS)
    if not scopes:
        return plan, []
    ids = [scope.id for scope in scopes]
    counts = ask(
        plan,
        reader,
        scopes=ids,
        articles=articles_in(scopes),
        typing=asked.query.typing,
        speller=(lambda: speller(scopes)) if spelling else None,
    )
    wanted = rarest(plan.known, counts, most=settings.SEARCH_POSTINGS // part)
    return plan, best(ids, wanted, only=asked.only, limit=settings.SEARCH_CANDIDATES // part)


def shelves_of(asked: Asked, scopes: Sequence[ScopeRow]) -> dict[int, Shelf]:
    """The vectors of the scopes; none without a model."""
    if asked.models is None or asked.vectors is None:
        return {}
    from madoguchi.search.dense.library import shelf  # weight: numpy

    wanted = signature(asked.models)
    return {scope.id: shelf(scope.id, scope.version, wanted) for scope in scopes}


def _nearness(
    asked: Asked, shelves: dict[int, Shelf], scopes: Sequence[ScopeRow], by_words: Sequence[int]
) -> Nearness | None:
    if not shelves or asked.vectors is None:
        return None
    from madoguchi.search.dense.scan import scan  # weight: numpy

    return scan([shelves[scope.id] for scope in scopes], *asked.vectors, also=by_words)
