"""The models of this installation, for stories that need them."""

from __future__ import annotations

import pytest
from django.conf import settings

from madoguchi.ai.contract import EmbeddingModels
from madoguchi.ai.queries import embedding_models
from madoguchi.ai.weights.store import built


@pytest.fixture(scope="session")
def models() -> EmbeddingModels:
    if built(settings.MODELS) is None:
        pytest.skip("the language models are not built: run `madoguchi models build`")
    found = embedding_models()
    assert found is not None
    return found
