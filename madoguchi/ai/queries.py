"""Which models this installation has."""

from __future__ import annotations

from django.conf import settings

from madoguchi.ai.contract import EmbeddingModels
from madoguchi.ai.providers import open_models
from madoguchi.ai.weights.store import built


def embedding_models() -> EmbeddingModels | None:
    """The models that texts are compared with; None where none is set or built: then words alone decide.

    Loaded on the first call, once a process, whichever thread comes first.
    Raises EmbeddingError where one is demanded by the settings and cannot be had.
    """
    return open_models()


def models_expected() -> bool:
    """Whether the settings name models, or with `auto` some are built. Loads nothing."""
    if settings.EMBEDDINGS == "auto":
        return built(settings.MODELS) is not None
    return bool(settings.EMBEDDINGS != "none")
