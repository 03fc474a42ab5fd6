"""Ways of asking, each for the same questions: how long they take, and what they hold."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bench.search.generated import Generated, Reading
from bench.search.words import LANGUAGES

QUERIES = 280


def measure(size: int) -> dict[str, Any]:
    from madoguchi.ai.queries import embedding_models
    from madoguchi.search.contract import Query
    from madoguchi.search.dense import library, models
    from madoguchi.search.queries import search_articles

    questions = _questions(size)
    before = _memory()

    def ask(question: tuple[str, str]) -> None:
        assert search_articles(Query(question[1], question[0], collection="bench")).hits

    result: dict[str, Any] = {"raw": _times(questions, _raw)}
    with patch("madoguchi.search.dense.models.embedding_models", lambda: None):
        result["words"] = _times(questions, ask)
    after_words = _memory()
    library.put_away()
    with (
        patch("madoguchi.search.dense.models.embedding_models", Generated),
        patch("madoguchi.search.dense.centres.embedding_models", Generated),
    ):
        models._of_query.cache_clear()
        result["vectors"] = _times(questions, ask)
        models._of_query.cache_clear()
        Reading.model, Reading.sentences = embedding_models(), cycle(_sentences())
        result["whole"] = _times(questions, ask) if Reading.model else None
        Reading.model = None
        models._of_query.cache_clear()
        result["memory_mb"] = {
            "before": before,
            "with words": after_words,
            "with vectors": _memory(),
            "vectors": round(library.bytes_held() / 1e6, 1),
        }
    result["model"] = _model()
    if result["model"]:
        result["memory_mb"]["with the model too"] = _memory()
    return result


def _questions(size: int) -> list[tuple[str, str]]:
    from madoguchi.search.models import IndexedArticle

    dice = random.Random(size)
    found = []
    for lang in LANGUAGES:
        keys = [f"{lang}-{dice.randrange(size // len(LANGUAGES))}" for _ in range(QUERIES // len(LANGUAGES))]
        for row in IndexedArticle.objects.filter(collection="bench", key__in=keys):
            text = row.passages[dice.randrange(3)][1]
            if lang in ("zh-hans", "ja"):
                start = dice.randrange(max(1, len(text) - 16))
                found.append((lang, text[start : start + dice.randint(6, 16)]))
            else:
                words = text.split()
                start = dice.randrange(max(1, len(words) - 8))
                found.append((lang, " ".join(words[start : start + dice.randint(3, 8)])))
    dice.shuffle(found)
    return found


def _raw(question: tuple[str, str]) -> None:
    """The engine alone: all words of the query, in any of them, the best hundred."""
    from madoguchi.search.analysis import analyser
    from madoguchi.search.contract import Query
    from madoguchi.search.ranking.asked import scopes_of
    from madoguchi.search.store import best
    from madoguchi.search.store.filters import Filter

    lang, text = question
    reader = analyser(lang)
    terms = {word.term for word in reader.words(reader.fold(text)) if not word.stop}
    scopes = [scope.id for scope in scopes_of(Query("", lang, collection="bench")) if scope.lang == lang]
    best(scopes, [(term,) for term in sorted(terms)], only=Filter(), limit=100)


def _model() -> dict[str, float] | None:
    from madoguchi.ai.queries import embedding_models

    found = embedding_models()
    if found is None:
        return None

    def ask(question: tuple[str, str]) -> None:
        found.text.queries([question[1]])
        if found.short:
            found.short.queries([question[1]])

    return _times([("", sentence) for sentence in _sentences()], ask)


def _sentences() -> list[str]:
    from madoguchi.search.dense.parallel import SENTENCES

    return [sentence for lang in LANGUAGES for sentence in SENTENCES[lang]]


def _times(questions: list[tuple[str, str]], ask: Callable[[tuple[str, str]], None]) -> dict[str, float]:
    for question in questions[:: len(questions) // 40]:
        ask(question)
    times = []
    for question in questions:
        began = time.perf_counter()
        ask(question)
        times.append((time.perf_counter() - began) * 1000)
    return {
        "p50": round(statistics.median(times), 2),
        "p95": round(statistics.quantiles(times, n=20)[18], 2),
        "p99": round(statistics.quantiles(times, n=100)[98], 2),
    }


def _memory() -> float:
    """Megabytes of this process alone: what is mapped from files (SQLite's, the model's) is shared and not counted."""
    status = Path("/proc/self/status").read_text()
    own = next(line for line in status.splitlines() if line.startswith("RssAnon"))
    return round(int(own.split()[1]) * 1024 / 1e6, 1)
