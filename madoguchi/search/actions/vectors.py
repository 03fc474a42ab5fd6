"""The vectors of articles that wait for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import F

from madoguchi.search.analysis import VERSION
from madoguchi.search.dense.models import models, signature
from madoguchi.search.dense.texts import section_text, sections, sentence_pieces
from madoguchi.search.models import IndexedArticle, Scope, VectorKind, Vectors

if TYPE_CHECKING:
    from madoguchi.ai.contract import EmbeddingModels, Embeddings

AT_ONCE = 8
"""Articles whose texts go to the model together."""


def embed_pending(limit: int = 1_000) -> int:
    """Give at most so many articles their vectors, the longest waiting first; how many got them.

    0 where nothing waits or there is no model. Raises EmbeddingError where the model does not answer.
    """
    found = models()
    if found is None:
        return 0
    wanted = signature(found)
    done = 0
    while done < limit:
        waiting = IndexedArticle.objects.exclude(embedded=wanted).order_by("id")
        rows = list(waiting[: min(AT_ONCE, limit - done)])
        if not rows:
            break
        made = _vectors(found, rows)
        _keep(rows, made, wanted)
        done += len(rows)
    return done


def _vectors(found: EmbeddingModels, rows: list[IndexedArticle]) -> list[Vectors]:
    """One row for each kind and article, with the texts of all articles read by the model together."""
    from madoguchi.search.dense.quantise import pack  # weight: numpy

    texts: list[tuple[int, VectorKind, list[str]]] = []
    for number, row in enumerate(rows):
        title = row.title if row.has_title else ""
        if title:
            texts.append((number, VectorKind.TITLE, [title]))
            texts.append((number, VectorKind.SHORT_TITLE, [title]))
        pieces = sections(row.passages)
        texts.append(
            (number, VectorKind.SECTION, [section_text(title, row.passages, p) for p in pieces] or [title])
        )
        ends = sentence_pieces(row.passages, most=settings.SEARCH_ARTICLE_SENTENCES)
        texts.append(
            (number, VectorKind.SENTENCE, [row.passages[p.passage][1][p.start : p.end] for p in ends])
        )
    made: list[Vectors] = []
    for model, kinds in _readers(found):
        some = [entry for entry in texts if entry[1] in kinds and entry[2]]
        numbers = model.passages([text for _, _, lines in some for text in lines]) if some else None
        at = 0
        for number, kind, lines in some:
            assert numbers is not None
            data = pack(numbers[at : at + len(lines)])
            at += len(lines)
            made.append(
                Vectors(
                    article=rows[number],
                    kind=kind,
                    model=model.name[:100],
                    analyser=VERSION,
                    dimensions=model.dimensions,
                    data=data,
                )
            )
    return made


def _readers(found: EmbeddingModels) -> list[tuple[Embeddings, set[VectorKind]]]:
    readers = [(found.text, {VectorKind.TITLE, VectorKind.SECTION, VectorKind.SENTENCE})]
    if found.short:
        readers.append((found.short, {VectorKind.SHORT_TITLE}))
    return readers


def _keep(rows: list[IndexedArticle], made: list[Vectors], wanted: str) -> None:
    """What changed while the model read waits once more."""
    with transaction.atomic():
        scopes = {row.scope_id for row in rows}
        for scope in sorted(scopes):
            Scope.objects.filter(id=scope).update(version=F("version") + 1)
        versions = dict(Scope.objects.filter(id__in=scopes).values_list("id", "version"))
        digests = dict(
            IndexedArticle.objects.filter(id__in=[row.pk for row in rows]).values_list("id", "digest")
        )
        kept = [row for row in rows if digests.get(row.pk) == row.digest]
        ids = {row.pk for row in kept}
        Vectors.objects.filter(article_id__in=ids).delete()
        Vectors.objects.bulk_create(one for one in made if one.article_id in ids)
        for row in kept:
            row.embedded, row.stamp = wanted, versions[row.scope_id]
        IndexedArticle.objects.bulk_update(kept, ["embedded", "stamp"])
