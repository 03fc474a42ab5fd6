"""The rows of articles, their words and their statistics, always changed together. Inside a transaction."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import F, Q

from madoguchi.search.analysis import VERSION
from madoguchi.search.contract import Article, Passage
from madoguchi.search.indexing import Prepared
from madoguchi.search.models import IndexedArticle, Scope, Vectors
from madoguchi.search.store import drop_words, put_words, vocabulary
from madoguchi.search.store.filters import joined

_Name = tuple[str, str, str]
_ABOUT = ("updated_at", "popularity", "regions", "category", "holder")
_TEXT = (
    "scope",
    "stamp",
    "words",
    "digest",
    "analyser",
    "embedded",
    "title",
    "has_title",
    "terms",
    "tags",
    "passages",
)


def write(prepared: Sequence[Prepared], *, again: bool = False) -> int:
    """Bring the rows of these articles up to date; how many texts changed. `again`: also those that are the same."""
    names = {_name(one): one for one in prepared}
    named = _named(names)
    targets = {scope: _scope(*scope) for scope in sorted(_scope_name(one) for one in prepared)}
    held = set(IndexedArticle.objects.filter(named).values_list("scope_id", flat=True))
    scopes = _lock(held | set(targets.values()))
    rows = {(row.collection, row.lang, row.key): row for row in IndexedArticle.objects.filter(named)}
    same: list[IndexedArticle] = []
    changed: list[tuple[IndexedArticle, Prepared]] = []
    changes = _Changes()
    for name, one in names.items():
        row = rows.get(name) or IndexedArticle(collection=name[0], lang=name[1], key=name[2])
        target = targets[_scope_name(one)]
        unchanged = row.pk and row.digest == one.digest and row.scope_id == target and row.analyser == VERSION
        _describe(row, one.article)
        if unchanged and not again:
            same.append(row)
            continue
        if row.pk:
            changes.take(row)
        keeps = bool(row.pk) and row.digest == one.digest and row.analyser == VERSION
        _fill(row, one, scope=scopes[target], keeps_vectors=keeps)
        changes.add(target, one)
        changed.append((row, one))
    IndexedArticle.objects.bulk_update(same, _ABOUT)
    _store(changed)
    changes.apply()
    return len(changed)


def remove(wanted: Q) -> int:
    """Take the articles that fit out of the index; how many."""
    _lock(set(IndexedArticle.objects.filter(wanted).values_list("scope_id", flat=True)))
    changes = _Changes()
    rows = list(IndexedArticle.objects.filter(wanted).only("id", "scope_id", "terms", "words"))
    for row in rows:
        changes.take(row)
    ids = [row.pk for row in rows]
    drop_words(ids)
    Vectors.objects.filter(article_id__in=ids).delete()
    IndexedArticle.objects.filter(id__in=ids).delete()
    changes.apply()
    return len(ids)


def article_of(row: IndexedArticle) -> Article:
    """The article as it was given to the index."""
    return Article(
        key=row.key,
        collection=row.collection,
        lang=row.lang,
        title=row.title,
        passages=tuple(Passage(heading, text) for heading, text in row.passages),
        tags=tuple(row.tags),
        audience=row.scope.audience,
        regions=tuple(region for region in row.regions.split(",") if region),
        category=row.category,
        updated_at=row.updated_at,
        popularity=row.popularity,
        holder=row.holder,
    )


class _Changes:
    """What becomes of the statistics of each scope."""

    def __init__(self) -> None:
        self.terms: defaultdict[int, Counter[str]] = defaultdict(Counter)
        self.written: defaultdict[int, set[str]] = defaultdict(set)
        self.articles: Counter[int] = Counter()
        self.words: Counter[int] = Counter()

    def add(self, scope: int, one: Prepared) -> None:
        self.terms[scope].update(dict.fromkeys(one.terms, 1))
        self.written[scope] |= one.written
        self.articles[scope] += 1
        self.words[scope] += one.words

    def take(self, row: IndexedArticle) -> None:
        self.terms[row.scope_id].subtract(term.rpartition(":")[0] for term in row.terms.split())
        self.articles[row.scope_id] -= 1
        self.words[row.scope_id] -= row.words

    def apply(self) -> None:
        for scope, difference in sorted(self.terms.items()):
            vocabulary.change(scope, difference, self.written[scope])
        for scope in sorted(self.articles):
            Scope.objects.filter(id=scope).update(
                articles=F("articles") + self.articles[scope],
                words=F("words") + self.words[scope],
                version=F("version") + 1,
            )


def _describe(row: IndexedArticle, article: Article) -> None:
    row.updated_at, row.popularity, row.holder = article.updated_at, article.popularity, article.holder
    row.regions, row.category = joined(article.regions), article.category


def _fill(row: IndexedArticle, one: Prepared, *, scope: Scope, keeps_vectors: bool) -> None:
    row.scope, row.stamp = scope, scope.version + 1
    row.words, row.digest, row.analyser = one.words, one.digest, VERSION
    row.title, row.has_title = one.article.title, one.has_title
    row.tags = list(one.article.tags)
    row.passages = [[passage.heading, passage.text] for passage in one.article.passages]
    row.terms = "".join(f" {term}:{count}" for term, count in one.terms.items()) + " "
    if not keeps_vectors:
        row.embedded = ""


def _store(changed: Sequence[tuple[IndexedArticle, Prepared]]) -> None:
    old = [row.pk for row, _ in changed if row.pk]
    drop_words(old)
    Vectors.objects.filter(
        article_id__in=[row.pk for row, _ in changed if row.pk and not row.embedded]
    ).delete()
    IndexedArticle.objects.bulk_update([row for row, _ in changed if row.pk], [*_ABOUT, *_TEXT])
    IndexedArticle.objects.bulk_create([row for row, _ in changed if not row.pk])
    put_words((row.pk, row.scope_id, one.fields) for row, one in changed)


def _name(one: Prepared) -> _Name:
    return one.article.collection, one.lang, one.article.key


def _scope_name(one: Prepared) -> _Name:
    return one.article.collection, one.lang, one.article.audience


def _named(names: Iterable[_Name]) -> Q:
    keys: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for collection, lang, key in names:
        keys[collection, lang].append(key)
    wanted = Q(pk__in=[])
    for (collection, lang), some in keys.items():
        wanted |= Q(collection=collection, lang=lang, key__in=some)
    return wanted


def _scope(collection: str, lang: str, audience: str) -> int:
    return Scope.objects.get_or_create(collection=collection, lang=lang, audience=audience)[0].pk


def _lock(ids: Iterable[int]) -> dict[int, Scope]:
    """Whoever changes a scope waits here; in the order of ids, so that two cannot wait for each other."""
    scopes = Scope.objects.filter(id__in=set(ids)).order_by("id")
    if connection.features.has_select_for_update:
        scopes = scopes.select_for_update()
    return {scope.pk: scope for scope in scopes}
