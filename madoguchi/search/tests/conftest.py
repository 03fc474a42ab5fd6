"""Stories go by words alone, and those about meaning bring a model whose answers can be told beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings

from madoguchi.search.dense import centres, library, models
from madoguchi.search.ranking import knowledge


@pytest.fixture(autouse=True)
def _afresh() -> Iterator[None]:
    """Nothing is remembered of the index of another test."""
    for kept in (library._shelves, knowledge._thesauri, knowledge._spellers):
        kept.clear()
    models._of_query.cache_clear()
    centres._of_queries.cache_clear()
    centres._of_passages.cache_clear()
    with override_settings(EMBEDDINGS="none"):
        yield


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A model in which words of the same meaning lie near each other, in any language."""
    from madoguchi.search.tests.word_model import open_models

    found = open_models()
    for place in ("madoguchi.search.dense.models", "madoguchi.search.dense.centres"):
        monkeypatch.setattr(f"{place}.embedding_models", lambda: found)
    return found
