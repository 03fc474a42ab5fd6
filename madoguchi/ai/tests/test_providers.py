"""Which models an installation gets, by what its operator has set."""

from __future__ import annotations

import subprocess
import sys

import pytest

from madoguchi.ai.contract import EmbeddingError
from madoguchi.ai.queries import embedding_models
from madoguchi.ai.weights import store


def damaged(folder):
    with store.new_build(folder) as draft:
        for part in ("e5", "use"):
            (draft / part).mkdir()
            (draft / part / "pieces.model").write_bytes(b"not a model")
    return folder


def test_nothing_built_is_no_models_and_no_error(settings, tmp_path):
    settings.EMBEDDINGS, settings.MODELS = "auto", tmp_path
    assert embedding_models() is None


def test_none_is_none_even_where_models_are_built(settings, models):
    settings.EMBEDDINGS = "none"
    assert embedding_models() is None


def test_who_demands_the_local_models_is_told_what_to_do(settings, tmp_path):
    settings.EMBEDDINGS, settings.MODELS = "local", tmp_path
    with pytest.raises(EmbeddingError, match="madoguchi models build"):
        embedding_models()


def test_damaged_models_stop_no_search(settings, tmp_path):
    settings.EMBEDDINGS, settings.MODELS = "auto", damaged(tmp_path)
    assert embedding_models() is None
    settings.EMBEDDINGS = "local"
    with pytest.raises(EmbeddingError, match="cannot be read"):
        embedding_models()


def test_an_unknown_word_is_refused_with_those_that_are_known(settings):
    settings.EMBEDDINGS = "magic"
    with pytest.raises(EmbeddingError, match="auto, local, openai, none"):
        embedding_models()


def test_models_are_opened_once(models):
    assert embedding_models() is models
    assert embedding_models().text is models.text


def test_nothing_heavy_is_loaded_before_the_first_search():
    code = (
        "import django, sys; django.setup(); import madoguchi.ai.queries, madoguchi.site.doctor\n"
        "print([name for name in ('numpy', 'onnxruntime', 'sentencepiece') if name in sys.modules])"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "madoguchi.site.settings", "PATH": "", "PYTHONPATH": "."}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
