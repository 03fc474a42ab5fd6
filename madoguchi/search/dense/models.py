"""The models that this installation compares texts with, if any."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import TYPE_CHECKING

from madoguchi.ai.contract import EmbeddingError, EmbeddingModels
from madoguchi.ai.queries import embedding_models
from madoguchi.search.analysis import VERSION

if TYPE_CHECKING:  # weight: numpy is loaded where vectors are used
    from madoguchi.ai.contract import Vectors

log = logging.getLogger(__name__)


def models() -> EmbeddingModels | None:
    """The models; None where there are none, or none that answers: then words alone decide."""
    try:
        return embedding_models()
    except EmbeddingError as error:
        log.warning("search works without vectors: %s", error)
        return None


def signature(found: EmbeddingModels) -> str:
    """What stands beside an article whose vectors are up to date."""
    short = found.short.name if found.short else ""
    return f"{found.text.name}|{short}|{VERSION}"[:200]


def of_query(found: EmbeddingModels, text: str) -> tuple[Vectors, Vectors | None] | None:
    """The query's vector for texts and for titles; None if the model does not answer now."""
    try:
        return _of_query(found.text.name, text)
    except EmbeddingError as error:
        log.warning("search works without vectors: %s", error)
        return None


@lru_cache(maxsize=512)
def _of_query(model: str, text: str) -> tuple[Vectors, Vectors | None]:
    """Kept, for people look for the same things and look again at the next page. `model` is there for the key."""
    found = embedding_models()
    if found is None:
        raise EmbeddingError("there is no model")
    short = found.short.queries([text])[0] if found.short else None
    return found.text.queries([text])[0], short
