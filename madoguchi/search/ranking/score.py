"""One score from words and vectors (docs/adr/0013-fusion-of-words-and-vectors.md)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from madoguchi.search.lexical.bm25 import Match
from madoguchi.search.ranking.candidates import Candidate

if TYPE_CHECKING:
    from madoguchi.search.dense.scan import Near

WORDS = 6.0
"""What the share of the highest possible BM25 counts beside the standard scores of the vectors."""
NOT_YET = 3.0
"""An article without vectors so far is taken to be as near as its words are alike."""
POPULAR, FRESH = 0.03, 0.02
"""Enough to decide between articles that match alike, and no more."""
FRESH_DAYS = 180.0
RELATED, RELATED_IN_ALL = 1.0, 2.0
"""An article that shares no word must be so many standard deviations nearer than the mean to be shown: its best
section, or all that is known of it together.
"""


class Ranked(NamedTuple):
    """`cosine` and `z` are the best section's; zero without a model."""

    article: Candidate
    score: float
    match: Match
    cosine: float = 0.0
    z: float = 0.0


def fuse(match: Match, near: Near | None, *, dense: bool) -> float:
    """The score. `dense`: other articles of this search have vectors."""
    if near is not None:
        return near.score + WORDS * match.share
    return (WORDS + NOT_YET if dense else WORDS) * match.share


def in_order(ranked: Iterable[Ranked], most: int) -> list[Ranked]:
    """The best first; use and freshness decide between equals, and at last the key, so that the order is firm."""
    found = list(ranked)
    popular = math.log1p(max((one.article.popularity for one in found), default=0.0) or 0.0)
    now = datetime.now(UTC)
    scored = [one._replace(score=one.score + _tie(one.article, popular, now)) for one in found]
    scored.sort(key=lambda one: (-one.score, one.article.key, one.article.lang))
    return scored[:most]


def related(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Without what shares neither words nor meaning with the query."""
    return [one for one in ranked if one.match.share > 0 or one.z >= RELATED or one.score >= RELATED_IN_ALL]


def _tie(article: Candidate, popular: float, now: datetime) -> float:
    extra = POPULAR * math.log1p(max(0.0, article.popularity)) / popular if popular > 0 else 0.0
    if article.updated_at:
        days = max(0.0, (now - article.updated_at).total_seconds() / 86_400)
        extra += FRESH * math.exp(-days / FRESH_DAYS)
    return extra
