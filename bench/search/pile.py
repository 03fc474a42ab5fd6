"""Generated articles and vectors in the index."""

from __future__ import annotations

from bench.search.generated import SHORT, TEXT, Generated
from bench.search.words import LANGUAGES, Writer


def filled() -> int:
    """How many articles an earlier run has left."""
    from madoguchi.search.models import IndexedArticle

    return IndexedArticle.objects.filter(collection="bench", lang="pt").count() * len(LANGUAGES)


def fill(had: int, size: int) -> int:
    from django.db import transaction

    from madoguchi.search.actions import index_articles
    from madoguchi.search.contract import Article, Passage
    from madoguchi.search.models import IndexedArticle

    each = size // len(LANGUAGES)
    for lang in LANGUAGES:
        writer = Writer(lang, had)
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
    return max(had, size)


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
