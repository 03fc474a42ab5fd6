"""Search: `python -m bench.search [--articles 20000,140000] [--postgresql] [--json]`.

Generated articles in seven languages (a size is that of all languages together), with a title, three sections and
twelve sentences each. Queries are three to eight words of an article. Three ways of asking in the same run: the raw
engine (FTS5 or tsvector alone, with the same tokens, 100 rows), the product by words, and the product with vectors.
Vectors are generated, so the last says nothing about quality. Where a real model is built, each search with vectors is
measured once more with the model reading a sentence that somebody might type before it. One process, one thread.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path
from typing import Any
from unittest.mock import patch

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(threads, "1")

LANGUAGES = ("en", "zh-hans", "ja", "ko", "es", "ru", "pt")
LETTERS = {
    "zh-hans": "提现充值地址网络手续费账户密码验证登录钱包确认到账交易订单限额银行转账冻结客服时间问题请求处理完成",
    "ja": "出金入金手数料口座確認認証登録送金残高注文取引限度銀行時間問題処理完了のがをにはでとしたいますくれ",
    "ko": "출금입금수수료계정확인인증등록송금잔고주문거래한도은행시간문제처리완료는이가을를에서로하고합니다",
}
SYLLABLES = tuple(a + b for a in ("b", "d", "fr", "g", "l", "m", "pr", "st", "t") for b in "aeiou")
CYRILLIC = tuple(a + b for a in ("б", "в", "г", "д", "кр", "л", "м", "ст", "пр") for b in "аеиоу")
WORDS_AIM, VECTORS_AIM = 15.0, 50.0
TEXT, SHORT = 384, 512
QUERIES = 280


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", default="20000")
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--home", type=Path, help="keep the articles here for another run")
    parser.add_argument("--fill", action="store_true", help="make the articles and measure nothing")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    results: dict[int, dict[str, Any]] = {}
    with ExitStack() as stack:
        home = options.home or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        home.mkdir(parents=True, exist_ok=True)
        os.environ["MADOGUCHI_HOME"] = str(home)
        if options.postgresql:
            from tests.tools.servers import postgresql

            os.environ["DATABASE_URL"] = stack.enter_context(postgresql()) + "postgres"
        _start()
        filled = _filled()
        for size in sorted(int(number) for number in options.articles.split(",")):
            filled = _fill(filled, size)
            if options.fill:
                continue
            results[size] = _measure(size)
            if not options.json:
                _show(size, results[size])
    if options.fill:
        return
    database = "postgresql" if options.postgresql else "sqlite"
    first, last = results[min(results)], results[max(results)]
    held = first["words"]["p95"] <= WORDS_AIM and _with_model(first) <= VECTORS_AIM
    slope = {what: round(last[what]["p95"] / first[what]["p95"], 2) for what in ("raw", "words", "vectors")}
    if options.json:
        print(
            json.dumps({"name": "search", "database": database, "ms": results, "slope": slope, "held": held})
        )
    elif len(results) > 1:
        print(f"p95 with {max(results):,} over p95 with {min(results):,}: {slope}")
    sys.exit(0 if held else 1)


def _with_model(result: dict[str, Any]) -> float:
    """The p95 of a whole search, with the model where one is built."""
    found: float = (result["whole"] or result["vectors"])["p95"]
    return found


def _start() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "madoguchi.site.settings"
    os.environ["MADOGUCHI_SEARCH_VECTOR_BYTES"] = "2000000000"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


class Writer:
    """Words of a language, as often as words are: a few everywhere, most of them rarely."""

    def __init__(self, lang: str, seed: int) -> None:
        self.lang, self.dice = lang, random.Random(f"{lang} {seed}")
        vocabulary = random.Random(lang)
        made = {self._word(vocabulary) for _ in range(12_000)}
        self.words = sorted(made)
        vocabulary.shuffle(self.words)

    def _word(self, dice: random.Random) -> str:
        letters = LETTERS.get(self.lang)
        if letters:
            return "".join(dice.choices(letters, k=dice.randint(1, 4)))
        return "".join(dice.choices(CYRILLIC if self.lang == "ru" else SYLLABLES, k=dice.randint(1, 4)))

    def some(self, count: int) -> str:
        places = [
            min(int(self.dice.paretovariate(0.5)) - 1, len(self.words) * 1000) % len(self.words)
            for _ in range(count)
        ]
        return ("" if self.lang in ("zh-hans", "ja") else " ").join(self.words[place] for place in places)

    def section(self) -> str:
        end = "。" if self.lang in ("zh-hans", "ja") else ". "
        return end.join(self.some(self.dice.randint(8, 16)) for _ in range(4)) + end.strip()


def _filled() -> int:
    """How many articles an earlier run has left."""
    from madoguchi.search.models import IndexedArticle

    return IndexedArticle.objects.filter(collection="bench", lang="pt").count() * len(LANGUAGES)


def _fill(filled: int, size: int) -> int:
    from django.db import transaction

    from madoguchi.search.actions import index_articles
    from madoguchi.search.contract import Article, Passage
    from madoguchi.search.models import IndexedArticle

    each = size // len(LANGUAGES)
    for lang in LANGUAGES:
        writer = Writer(lang, filled)
        held = IndexedArticle.objects.filter(collection="bench", lang=lang).count()
        for start in range(held, each, 500):
            with transaction.atomic():
                index_articles(
                    Article(
                        key=f"{lang}-{number}",
                        collection="bench",
                        lang=lang,
                        title=writer.some(6),
                        passages=tuple(Passage(writer.some(3), writer.section()) for _ in range(3)),
                    )
                    for number in range(start, min(start + 500, each))
                )
    _vectors()
    return max(filled, size)


def _vectors() -> None:
    """Generated ones of the right numbers and sizes, as `embed_pending` writes them."""
    import numpy as np

    from madoguchi.search.analysis import VERSION
    from madoguchi.search.dense.models import signature
    from madoguchi.search.models import IndexedArticle, Scope, VectorKind, Vectors

    dice = np.random.default_rng(1)
    name = signature(Generated())  # type: ignore[arg-type]
    kinds = (
        (VectorKind.TITLE, 1, TEXT),
        (VectorKind.SHORT_TITLE, 1, SHORT),
        (VectorKind.SECTION, 3, TEXT),
        (VectorKind.SENTENCE, 12, TEXT),
    )
    ids = list(IndexedArticle.objects.filter(embedded="").values_list("id", flat=True))
    for start in range(0, len(ids), 1_000):
        some = ids[start : start + 1_000]
        Vectors.objects.bulk_create(
            Vectors(
                article_id=article,
                kind=kind,
                model="generated",
                analyser=VERSION,
                dimensions=size,
                data=dice.integers(-127, 128, (count, size), dtype=np.int8).tobytes(),
            )
            for article in some
            for kind, count, size in kinds
        )
        IndexedArticle.objects.filter(id__in=some).update(embedded=name)
    Scope.objects.update(version=0)
    IndexedArticle.objects.update(stamp=0)


class Generated:
    """Stands for the models: their answers are random, in no time."""

    def __init__(self, name: str = "generated", dimensions: int = TEXT) -> None:
        self.name, self.dimensions = name, dimensions

    @property
    def text(self) -> Generated:
        return self

    @property
    def short(self) -> Generated | None:
        return Generated("generated short", SHORT) if self.dimensions == TEXT else None

    def queries(self, texts: Sequence[str]) -> Any:
        import numpy as np

        if Reading.model is not None:
            Reading.read(self.dimensions)
        found = np.random.default_rng(len(texts[0])).normal(size=(len(texts), self.dimensions))
        return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)

    passages = queries


class Reading:
    """What a real model reads before each generated answer: sentences of people, for generated words have twice the
    tokens."""

    model: Any = None
    sentences: Iterator[str] = iter(())

    @classmethod
    def read(cls, dimensions: int) -> None:
        sentence = [next(cls.sentences)]
        if dimensions == TEXT:
            cls.model.text.queries(sentence)
        elif cls.model.short:
            cls.model.short.queries(sentence)


def _measure(size: int) -> dict[str, Any]:
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


def _show(size: int, result: dict[str, Any]) -> None:
    print(f"{size:,} articles")
    for what in ("raw", "words", "vectors", "model", "whole"):
        if result[what]:
            print(f"  {what:8} " + "  ".join(f"{name} {value} ms" for name, value in result[what].items()))
    print(f"  memory   {result['memory_mb']} MB")


if __name__ == "__main__":
    main()
