"""Models on this machine, built by `madoguchi models build`: texts never leave it."""

from __future__ import annotations

from django.conf import settings

from madoguchi.ai.contract import EmbeddingError, EmbeddingModels
from madoguchi.ai.weights.sources import BUILD
from madoguchi.ai.weights.store import built


def open_local() -> EmbeddingModels:
    """Raises EmbeddingError where the models are not built or cannot be read."""
    folder = built(settings.MODELS)
    if folder is None:
        raise EmbeddingError("The language models are not built. Run `madoguchi models build`.")
    # Weight: numpy, onnxruntime and sentencepiece are loaded by the first search, not by every process.
    from madoguchi.ai.local.e5 import E5
    from madoguchi.ai.local.use import SentenceEncoder

    try:
        text = E5(
            folder / "e5",
            name=f"multilingual-e5-small/{BUILD}",
            tokens=settings.EMBEDDING_TOKENS,
            characters=settings.EMBEDDING_CHARACTERS,
            batch_tokens=settings.EMBEDDING_BATCH_TOKENS,
            threads=settings.EMBEDDING_THREADS,
        )
        short = SentenceEncoder(
            folder / "use",
            name=f"use-multilingual-3/{BUILD}",
            characters=settings.EMBEDDING_SHORT_CHARACTERS,
            batch_tokens=settings.EMBEDDING_BATCH_TOKENS,
        )
    except Exception as error:  # whatever a damaged file makes three libraries say
        raise EmbeddingError(
            f"The language models in {folder} cannot be read ({type(error).__name__}). Run `madoguchi models build`."
        ) from error
    return EmbeddingModels(text=text, short=short)


def open_if_built() -> EmbeddingModels | None:
    """None where the models are not built."""
    return open_local() if built(settings.MODELS) else None
