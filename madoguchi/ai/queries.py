"""Which models this installation has."""

from __future__ import annotations

from django.conf import settings

from madoguchi.ai.contract import EmbeddingModels, Writer, WritingError
from madoguchi.ai.providers import open_models
from madoguchi.ai.providers.chat import open_chat
from madoguchi.ai.weights.store import built


def embedding_models() -> EmbeddingModels | None:
    """The models that texts are compared with; None where none is set or built: then words alone decide.

    Loaded on the first call, once a process, whichever thread comes first.
    Raises EmbeddingError where one is demanded by the settings and cannot be had.
    """
    return open_models()


def writer() -> Writer | None:
    """The model that writes texts; None where none is set: then nothing that needs it is offered.

    Raises WritingError where one is set and a setting is missing or wrong.
    """
    if settings.LLM == "none":
        return None
    if settings.LLM != "openai":
        raise WritingError(f"MADOGUCHI_LLM is {settings.LLM!r}; it may be openai or none.")
    return open_chat()


def models_expected() -> bool:
    """Whether the settings name models, or with `auto` some are built. Loads nothing."""
    if settings.EMBEDDINGS == "auto":
        return built(settings.MODELS) is not None
    return bool(settings.EMBEDDINGS != "none")
