"""A query as it is searched for, and where."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings

from madoguchi.core.plain_sql import places
from madoguchi.core.plain_sql import rows as read
from madoguchi.search.contract import Query
from madoguchi.search.dense import models as dense_models
from madoguchi.search.indexing import language_of
from madoguchi.search.store.filters import Filter

if TYPE_CHECKING:
    from madoguchi.ai.contract import EmbeddingModels, Vectors


class ScopeRow(NamedTuple):
    id: int
    lang: str
    articles: int
    words: int
    version: int


@dataclass(frozen=True)
class Asked:
    """What one search knows throughout. `text` is cut to SEARCH_QUERY_CHARACTERS and can be stored and shown.
    Without `meaning` no model is asked, nor loaded.
    """

    query: Query
    text: str
    lang: str
    only: Filter
    meaning: bool = True

    @classmethod
    def of(cls, query: Query, *, meaning: bool = True) -> Asked:
        most = settings.SEARCH_QUERY_CHARACTERS
        # Cut again: one character may stand for eighteen (U+FDFA).
        text = unicodedata.normalize("NFKC", query.text[:most])[:most].encode("utf-8", "replace").decode()
        only = Filter(query.region.strip()[:50], query.category.strip()[:200])
        return cls(query, text.replace("\0", " "), language_of(query.lang), only, meaning)

    @cached_property
    def models(self) -> EmbeddingModels | None:
        return dense_models.models() if self.meaning else None

    @cached_property
    def vectors(self) -> tuple[Vectors, Vectors | None] | None:
        """The query's vectors for texts and for titles; None without a model."""
        return dense_models.of_query(self.models, self.text) if self.models and self.text.strip() else None


def scopes_of(query: Query) -> list[ScopeRow]:
    """The scopes that hold articles the asker may see."""
    audiences = sorted(query.audiences)
    if not audiences:
        return []
    rows = read(
        "SELECT id, lang, articles, words, version FROM search_scope"
        f" WHERE collection = %s AND audience IN ({places(audiences)}) AND articles > 0 ORDER BY id",
        [query.collection, *audiences],
    )
    return [ScopeRow(*row) for row in rows]


def articles_in(scopes: Sequence[ScopeRow]) -> int:
    return sum(scope.articles for scope in scopes)


def mean_words(scopes: Sequence[ScopeRow]) -> float:
    """The mean length of an article, in words."""
    return max(1.0, sum(scope.words for scope in scopes) / max(1, articles_in(scopes)))
