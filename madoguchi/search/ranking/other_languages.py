"""The second pass: articles in other languages, all in one ranking."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings

from madoguchi.ai.contract import EmbeddingError
from madoguchi.search.lexical.bm25 import Matcher
from madoguchi.search.ranking.asked import Asked, ScopeRow, mean_words
from madoguchi.search.ranking.candidates import allowed, candidates
from madoguchi.search.ranking.same_language import Ranking, shelves_of, word_candidates
from madoguchi.search.ranking.score import Ranked, fuse, in_order, related

if TYPE_CHECKING:
    from madoguchi.search.dense.scan import Nearness

OWN = 1.0
"""How much nearer an article in another language must be than one in the asker's to stand above it."""
PART = 5
"""Other languages get a fifth of the candidates by words each: between languages these say little."""
log = logging.getLogger(__name__)


@dataclass
class Others:
    """`own` are the scores of the asker's own articles on the same scale, where they were asked for."""

    ranked: list[Ranked] = field(default_factory=list)
    by_language: dict[str, Ranking] = field(default_factory=dict)
    own: dict[int, float] = field(default_factory=dict)


def rank_others(
    asked: Asked, languages: Mapping[str, Sequence[ScopeRow]], own: Sequence[ScopeRow], first: Ranking
) -> Others:
    """Articles of other languages; with `any_lang` the asker's own are scored beside them.
    What was mistyped, was so in the asker's language: others correct it only where that has no articles.
    """
    found = Others()
    wanted: dict[int, None] = {}
    for lang, some in languages.items():
        plan, ids = word_candidates(asked, lang, some, part=PART, spelling=not own)
        found.by_language[lang] = Ranking(plan, shelves=shelves_of(asked, some))
        wanted |= dict.fromkeys(ids)
    compared = dict(languages)
    rankings = dict(found.by_language)
    if asked.query.any_lang and own:
        compared[asked.lang], rankings[asked.lang] = own, first
        wanted |= dict.fromkeys(one.article.id for one in first.ranked)
    scopes = [scope.id for some in languages.values() for scope in some]
    nearness = _nearness(asked, compared, rankings, own, first, list(wanted))
    if nearness:
        fitting = allowed(scopes, asked.only)
        wanted |= dict.fromkeys(nearness.first(settings.SEARCH_CANDIDATES // 2, fitting))
    near = nearness.of(list(wanted)) if nearness and wanted else {}
    matchers = {
        lang: Matcher(found.by_language[lang].plan, mean_words=mean_words(some))
        for lang, some in languages.items()
    }
    ranked = []
    for article in candidates(list(wanted), scopes, asked.only):
        likeness = matchers[article.lang].match(article.terms, words=article.words)
        where = near.get(article.id)
        score = fuse(likeness, where, dense=nearness is not None)
        by = (where.cosine, where.z) if where else (0.0, 0.0)
        ranked.append(Ranked(article, score, likeness, *by))
    for one in first.ranked:
        found.own[one.article.id] = fuse(one.match, near.get(one.article.id), dense=nearness is not None)
    found.ranked = related(in_order(ranked, settings.SEARCH_HITS))
    return found


def merged(own: Sequence[Ranked], others: Others) -> list[Ranked]:
    """Both lists in one: each keeps its order, and whose first is nearer to the query goes first."""
    mine, theirs = list(own), list(others.ranked)
    found: list[Ranked] = []
    while mine and theirs:
        ahead = others.own.get(mine[0].article.id, 0.0) + OWN >= theirs[0].score
        found.append((mine if ahead else theirs).pop(0))
    return found + mine + theirs


def _nearness(
    asked: Asked,
    languages: Mapping[str, Sequence[ScopeRow]],
    rankings: Mapping[str, Ranking],
    own: Sequence[ScopeRow],
    first: Ranking,
    also: Sequence[int],
) -> Nearness | None:
    if asked.models is None or asked.vectors is None:
        return None
    from madoguchi.search.dense.centres import LanguageCentres  # weight: numpy
    from madoguchi.search.dense.scan import scan_across

    shelves = {
        lang: [rankings[lang].shelves[scope.id] for scope in scopes] for lang, scopes in languages.items()
    }
    centres = LanguageCentres(asked.models, asked.lang, [first.shelves[scope.id] for scope in own])
    try:
        return scan_across(shelves, *asked.vectors, centres=centres, also=also)
    except EmbeddingError as error:
        log.warning("other languages are searched without vectors: %s", error)
        return None
