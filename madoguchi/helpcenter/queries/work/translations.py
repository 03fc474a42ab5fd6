"""How far each language is: what is translated, outdated, in draft, and missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from madoguchi.helpcenter.models import Article
from madoguchi.helpcenter.queries.work.narrow import Narrow
from madoguchi.languages import ALL, Language

CURRENT, OUTDATED, DRAFT, MISSING = "current", "outdated", "draft", "missing"
_CURRENT = Q(live=True, outdated_since=None)
_OUTDATED = Q(live=True, outdated_since__isnull=False)
_DRAFT = Q(live=False)
# What a translation can be made of: the articles that can be read, and whatever translates them.
_OF_THE_SHELF = Q(source=None, live=True) | Q(source__live=True)


@dataclass(frozen=True)
class Share:
    """Of `total` articles: how many stand in a language as they should, and how many do not."""

    current: int = 0
    outdated: int = 0
    draft: int = 0
    total: int = 0

    @property
    def missing(self) -> int:
        return max(0, self.total - self.current - self.outdated - self.draft)

    @property
    def percent(self) -> int:
        """Never 100 while something is open, never 0 once something is done."""
        if not self.total or self.current >= self.total:
            return 100
        exact = 100 * self.current / self.total
        return max(1, min(99, round(exact))) if self.current else 0

    @property
    def bar(self) -> list[tuple[str, float, float]]:
        """(state, start, width) in hundredths, for a drawing."""
        start, parts = 0.0, []
        for state in (CURRENT, OUTDATED, DRAFT):
            width = 100 * min(1.0, getattr(self, state) / self.total) if self.total else 0.0
            if width:
                parts.append((state, start, width))
            start += width
        return parts


def sources(narrow: Narrow) -> QuerySet[Article]:
    """One article that can be read for each group of translations: the one that the others are made of."""
    older = Article.objects.filter(
        source=None, live=True, translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk")
    )
    return narrow.articles().filter(~Exists(older), source=None, live=True)


def by_language(narrow: Narrow) -> list[tuple[Language, Share]]:
    """Every language of the installation, also one that was added a moment ago."""
    total = sources(narrow).count()
    rows = _counted(narrow, "locale__language_code")
    return [(language, _share(rows.get(language.code), total)) for language in ALL]


def by_category(narrow: Narrow, language: str) -> dict[int, Share]:
    """The same for one language, by category."""
    totals = dict(sources(narrow).order_by().values_list("category_id").annotate(number=Count("pk")))
    rows = _counted(narrow, "category_id", Q(locale__language_code=language))
    return {category: _share(rows.get(category), total) for category, total in totals.items()}


def in_language(narrow: Narrow, language: str, state: str) -> QuerySet[Article]:
    """The articles in this state there: for those that are missing their sources, else the translations."""
    if state == MISSING:
        there = Article.objects.filter(
            translation_key=OuterRef("translation_key"), locale__language_code=language
        )
        return sources(narrow).filter(~Exists(there)).order_by("-popularity", "id")
    wanted = {OUTDATED: _OUTDATED, DRAFT: _DRAFT}.get(state, _CURRENT)
    theirs = narrow.articles().select_related("source").defer("body", "source__body")
    theirs = theirs.filter(_OF_THE_SHELF & wanted, locale__language_code=language)
    return theirs.order_by("outdated_since" if state == OUTDATED else "-popularity", "id")


def open_translations(languages: Iterable[str]) -> tuple[int, int]:
    """(outdated, missing) in these languages together."""
    shares = [share for language, share in by_language(Narrow()) if language.code in set(languages)]
    return sum(share.outdated for share in shares), sum(share.missing for share in shares)


def _counted(narrow: Narrow, by: str, where: Q | None = None) -> dict[Any, dict[str, Any]]:
    rows = Article.objects.filter(narrow.where()).filter(_OF_THE_SHELF).filter(where or Q())
    counted = (
        rows.order_by()
        .values(by)
        .annotate(
            current=Count("pk", filter=_CURRENT),
            outdated=Count("pk", filter=_OUTDATED),
            draft=Count("pk", filter=_DRAFT),
        )
    )
    return {row[by]: row for row in counted}


def _share(row: dict[str, Any] | None, total: int) -> Share:
    if row is None:
        return Share(total=total)
    return Share(row["current"], row["outdated"], row["draft"], total)
