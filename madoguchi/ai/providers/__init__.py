"""Where vectors can come from: one file each, one line in PROVIDERS."""

from __future__ import annotations

from collections.abc import Callable

from madoguchi.ai.contract import EmbeddingModels

PROVIDERS: dict[str, Callable[[], EmbeddingModels | None]] = {}


def open_models() -> EmbeddingModels | None:
    return None
