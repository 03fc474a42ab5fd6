"""Where vectors can come from: a file each, and one line in PROVIDERS."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from django.conf import settings

from madoguchi.ai.contract import EmbeddingError, EmbeddingModels
from madoguchi.ai.providers.local import open_if_built, open_local
from madoguchi.ai.providers.openai import open_openai
from madoguchi.ai.weights.store import build_time

# What MADOGUCHI_EMBEDDINGS may say.
PROVIDERS: dict[str, Callable[[], EmbeddingModels | None]] = {
    "auto": open_if_built,
    "local": open_local,
    "openai": open_openai,
    "none": lambda: None,
}

logger = logging.getLogger(__name__)
_lock = threading.Lock()
_open: dict[tuple[object, ...], EmbeddingModels | EmbeddingError] = {}


def open_models() -> EmbeddingModels | None:
    """The models of the chosen provider, opened once; what could not be opened is tried again when it has changed.

    Raises EmbeddingError; with `auto` it is only logged, and search goes on by words.
    """
    if settings.EMBEDDINGS not in PROVIDERS:
        raise EmbeddingError(
            f"MADOGUCHI_EMBEDDINGS is {settings.EMBEDDINGS!r}; it may be {', '.join(PROVIDERS)}."
        )
    found = _once(PROVIDERS[settings.EMBEDDINGS])
    if isinstance(found, EmbeddingError):
        if settings.EMBEDDINGS == "auto":
            return None
        raise found
    return found


def _once(provider: Callable[[], EmbeddingModels | None]) -> EmbeddingModels | EmbeddingError | None:
    key = (
        *(settings.EMBEDDINGS, settings.EMBEDDING_URL, settings.EMBEDDING_MODEL, settings.EMBEDDING_KEY),
        *(settings.EMBEDDING_DIMENSIONS, build_time(settings.MODELS)),
    )
    if key not in _open:
        with _lock:
            if key not in _open:
                found = _try(provider)
                if found is None:
                    return None
                _open[key] = found
    return _open[key]


def _try(provider: Callable[[], EmbeddingModels | None]) -> EmbeddingModels | EmbeddingError | None:
    try:
        return provider()
    except EmbeddingError as error:
        logger.error("no language models: %s", error)
        return error
