"""The search for articles."""

from __future__ import annotations

import logging
import time

from madoguchi.search.contract import Confidence, Found, Query
from madoguchi.search.ranking.asked import Asked, ScopeRow, scopes_of
from madoguchi.search.ranking.other_languages import merged, rank_others
from madoguchi.search.ranking.same_language import Ranking, rank
from madoguchi.search.ranking.shown import shown
from madoguchi.search.service import asking

log = logging.getLogger(__name__)

SURE_COVERAGE, SURE_Z = 0.6, 3.0
"""Words covered, or meaning so far above the mean, that other languages need not be asked."""
SURE_WORDS = 0.3
"""The same where there is no model: words of one language say little in another."""
OFFERED = 5


def search_articles(query: Query) -> Found:
    """The articles of the collection that answer the query best, of those that its audiences may see.

    Works by words alone where there is no model, while it is being loaded, or while the process that holds it is away.
    Articles in other languages are offered beside the hits where these are unsure, and stand among them with
    `any_lang`.
    """
    service = asking.service()
    if service is None:
        return search_here(query, meaning=asking.own_model())
    try:
        return service.search(query)
    except asking.Away as error:
        log.info("the search service does not answer: %s", error)
        return search_here(query, meaning=asking.own_model())


def search_here(query: Query, *, meaning: bool = True) -> Found:
    """The same in this process, with its own model or (without `meaning`) by words alone."""
    began = time.perf_counter()
    asked = Asked.of(query, meaning=meaning)
    limit = max(0, query.limit)
    scopes = scopes_of(query)
    if not asked.text.strip() or not limit or not scopes:
        return Found(ms=_ms(began))
    own = [scope for scope in scopes if scope.lang == asked.lang]
    others = [scope for scope in scopes if scope.lang != asked.lang]
    first = rank(asked, asked.lang, own)
    confidence = _confidence(first)
    second = None
    if others and (query.any_lang or not _sure(confidence, vectors=asked.vectors is not None)):
        second = rank_others(asked, _by_language(others), own, first)
    hits, offered = first.ranked, second.ranked if second else []
    if query.any_lang and second:
        hits, offered = merged(first.ranked, second), []
    rankings = {asked.lang: first, **(second.by_language if second else {})}
    return Found(
        hits=tuple(shown(hits[:limit], rankings, asked)),
        other_languages=tuple(shown(offered[: min(limit, OFFERED)], rankings, asked)),
        did_you_mean=first.plan.corrected if first.ranked else "",
        ms=_ms(began),
        confidence=confidence,
    )


def _by_language(scopes: list[ScopeRow]) -> dict[str, list[ScopeRow]]:
    found: dict[str, list[ScopeRow]] = {}
    for scope in scopes:
        found.setdefault(scope.lang, []).append(scope)
    return found


def _confidence(ranking: Ranking) -> Confidence:
    if not ranking.ranked:
        return Confidence()
    best, second = ranking.ranked[0], ranking.ranked[1] if len(ranking.ranked) > 1 else None
    return Confidence(
        cosine=best.cosine,
        z=best.z,
        bm25n=best.match.share,
        coverage=best.match.coverage,
        score=best.score,
        gap=best.score - second.score if second else best.score,
        cosine_gap=best.cosine - second.cosine if second else 0.0,
    )


def _sure(confidence: Confidence, *, vectors: bool) -> bool:
    if not vectors:
        return confidence.coverage >= SURE_WORDS
    return confidence.coverage >= SURE_COVERAGE or confidence.z >= SURE_Z


def _ms(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 3)
