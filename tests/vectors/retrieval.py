"""How often a question finds its passage: `python -m tests.vectors.retrieval [SET …] [--home DIR] [--words] [--vectors FILE]`.

Reads `retrieval/<set>.docs.jsonl` and `.queries.jsonl` in the folder that MADOGUCHI_VECTORS names, indexes each set as
a collection of its own and asks its questions through the product's search. Prints, by words alone and (where there is
a model) with vectors, the share of questions whose passage is first (R@1) and among three (R@3), and the mean
reciprocal rank among ten. `--home` keeps the index with its vectors for another run; `--vectors` keeps what the model
answered for each text, so that another version of the search is measured without asking it again.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

if TYPE_CHECKING:
    from madoguchi.ai.contract import EmbeddingModels


class Figures(NamedTuple):
    first: float
    three: float
    rank: float
    p50: float
    p95: float

    @classmethod
    def of(cls, ranks: list[int], times: list[float]) -> Figures:
        """From the place of each question's passage (0: not found) and the milliseconds of each search."""
        return cls(
            first=sum(rank == 1 for rank in ranks) / len(ranks),
            three=sum(0 < rank <= 3 for rank in ranks) / len(ranks),
            rank=sum(1 / rank for rank in ranks if rank) / len(ranks),
            p50=statistics.median(times),
            p95=statistics.quantiles(times, n=20)[18],
        )

    def text(self) -> str:
        return (
            f"R@1 {self.first:.3f}  R@3 {self.three:.3f}  MRR {self.rank:.3f}"
            f"  p50 {self.p50:.1f} ms  p95 {self.p95:.1f} ms"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--home", type=Path, help="keep the index here")
    parser.add_argument("--words", action="store_true", help="by words alone")
    parser.add_argument("--vectors", type=Path, help="a file that keeps vectors by the hash of their text")
    options = parser.parse_args()
    folder = Path(os.environ.get("MADOGUCHI_VECTORS", "../shared/vectors")).resolve() / "retrieval"
    if not folder.is_dir():
        print(f"skipped: there are no questions in {folder} (MADOGUCHI_VECTORS)")
        return
    names = options.sets or sorted(
        path.name.removesuffix(".docs.jsonl") for path in folder.glob("*.docs.jsonl")
    )
    with tempfile.TemporaryDirectory() as temporary:
        set_up(options.home or Path(temporary))
        found = models_of(options.vectors)
        for name in names:
            print(f"{name:12}", end="", flush=True)
            documents, questions = (
                list(_lines(folder / f"{name}.{what}.jsonl")) for what in ("docs", "queries")
            )
            with reading(None if options.words else found):
                _index(name, documents)
            with reading(None):
                print(f" words    {_ask(name, questions).text()}", flush=True)
            if found and not options.words:
                with reading(found):
                    print(f"{'':12} vectors  {_ask(name, questions).text()}", flush=True)


def set_up(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    os.environ |= {"MADOGUCHI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "madoguchi.site.settings"}
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open() as lines:
        for line in lines:
            yield json.loads(line)


def models_of(kept: Path | None) -> EmbeddingModels | None:
    from madoguchi.ai.queries import embedding_models

    found = embedding_models()
    if found is None or kept is None:
        return found
    from tests.vectors.kept_vectors import kept_models

    return kept_models(found, kept)


def reading(models: EmbeddingModels | None) -> AbstractContextManager[Any]:
    """While the block runs, search has these models, or none."""
    return patch("madoguchi.search.dense.models.embedding_models", lambda: models)


def _index(name: str, documents: list[dict[str, Any]]) -> None:
    from madoguchi.search.actions import embed_pending, index_articles
    from madoguchi.search.contract import Article, Passage

    index_articles(
        Article(
            key=document["id"],
            collection=name,
            lang=document["lang"],
            title=document["title"],
            passages=(Passage("", document["body"]),),
        )
        for document in documents
    )
    began = time.monotonic()
    made = 0
    while some := embed_pending():
        made += some
    if made:
        print(f" ({made} articles got vectors in {time.monotonic() - began:.0f} s)", end="")


def _ask(name: str, questions: list[dict[str, Any]]) -> Figures:
    from madoguchi.search.contract import Query
    from madoguchi.search.queries import search_articles

    ranks: list[int] = []
    times: list[float] = []
    for question in questions:
        found = search_articles(Query(text=question["query"], lang=question["lang"], collection=name))
        times.append(found.ms)
        keys = [hit.key for hit in found.hits]
        ranks.append(next((at for at, key in enumerate(keys, 1) if key in question["gold"]), 0))
    return Figures.of(ranks, times)


if __name__ == "__main__":
    main()
