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
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench.search import pile
from bench.search.measuring import measure

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(threads, "1")

WORDS_AIM, VECTORS_AIM = 15.0, 50.0


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
        there = pile.filled()
        for size in sorted(int(number) for number in options.articles.split(",")):
            there = pile.fill(there, size)
            if options.fill:
                continue
            results[size] = measure(size)
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


def _show(size: int, result: dict[str, Any]) -> None:
    print(f"{size:,} articles")
    for what in ("raw", "words", "vectors", "model", "whole"):
        if result[what]:
            print(f"  {what:8} " + "  ".join(f"{name} {value} ms" for name, value in result[what].items()))
    print(f"  memory   {result['memory_mb']} MB")


if __name__ == "__main__":
    main()
