"""Articles into the index and out of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from madoguchi.jobs.actions import enqueue
from madoguchi.search.actions.rows import article_of, remove, write
from madoguchi.search.analysis import VERSION
from madoguchi.search.contract import HELP_CENTRE, Article
from madoguchi.search.indexing import Limits, Prepared, language_of, prepare
from madoguchi.search.models import IndexedArticle

EMBED = "search.embed"


def index_articles(articles: Iterable[Article]) -> int:
    """Put articles into the index, in place of what it held of them; how many texts changed.

    They are findable by their words when this returns, and by their meaning when a job has made their vectors
    (`embed_pending`). An article whose text is the same keeps its vectors. Each batch is a transaction of its own,
    unless the caller has one.
    """
    changed = 0
    waiting = iter(articles)
    while batch := list(islice(waiting, settings.SEARCH_BATCH)):
        prepared = {_name(one): one for one in map(_prepared, batch)}
        with transaction.atomic():
            some = write(list(prepared.values()))
            if some:
                _embed_soon()
        changed += some
    return changed


def forget_articles(keys: Sequence[str], collection: str = HELP_CENTRE, *, lang: str = "") -> int:
    """Take articles out of the index, in all their languages or in one; how many rows went."""
    wanted = Q(collection=collection, key__in=list(keys))
    with transaction.atomic():
        return remove(wanted & Q(lang=language_of(lang)) if lang else wanted)


def rebuild(collection: str = "", *, everything: bool = False) -> int:
    """Read articles again that another version of the analyser has indexed, or all of them; how many.

    Searches go on meanwhile: a batch at a time is exchanged.
    """
    wanted = Q(collection=collection) if collection else Q()
    if not everything:
        wanted &= ~Q(analyser=VERSION)
    ids = list(IndexedArticle.objects.filter(wanted).order_by("id").values_list("id", flat=True))
    for start in range(0, len(ids), settings.SEARCH_BATCH):
        rows = IndexedArticle.objects.filter(id__in=ids[start : start + settings.SEARCH_BATCH])
        prepared = [_prepared(article_of(row)) for row in rows.select_related("scope")]
        with transaction.atomic():
            write(prepared, again=True)
            _embed_soon()
    return len(ids)


def _prepared(article: Article) -> Prepared:
    return prepare(article, Limits(characters=settings.SEARCH_ARTICLE_CHARACTERS))


def _name(prepared: Prepared) -> tuple[str, str, str]:
    return prepared.article.collection, prepared.lang, prepared.article.key


def _embed_soon() -> None:
    enqueue(EMBED, {}, key=EMBED)
