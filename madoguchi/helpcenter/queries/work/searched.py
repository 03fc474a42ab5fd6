"""What people search for and do not find."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from madoguchi.helpcenter.actions.counting import searched_words
from madoguchi.helpcenter.models import Article, DismissedSearch, SearchDay
from madoguchi.languages import BY_CODE

NOTHING, UNOPENED, CONTACT, TOP, DISMISSED = "nothing", "unopened", "contact", "top", "dismissed"
DRAFTS = 300


@dataclass(frozen=True)
class Searched:
    """One search and how it went. `draft` is an article that somebody is writing for it."""

    language: str
    words: str
    made: int
    empty: int
    opened: int
    wrote: int
    last: date
    draft: Article | None = None

    @property
    def language_name(self) -> str:
        theirs = BY_CODE.get(self.language)
        return theirs.endonym if theirs else self.language

    @property
    def html_lang(self) -> str:
        theirs = BY_CODE.get(self.language)
        return theirs.html_lang if theirs else self.language


def searched(language: str, kind: str = "", *, brand: int | None = None) -> QuerySet[Any]:
    """{language, words, made, empty, opened, wrote, last} for each search that no article answers yet,
    at one brand or at all of them together. What was dismissed is dismissed for all.

    `kind`: without a result, never opened, ended in a message to us, all, or what was dismissed; empty: the first three
    together. `shown` makes rows of a page of them.
    """
    since = timezone.localdate() - timedelta(days=settings.HELP_COUNT_DAYS)
    rows = SearchDay.objects.filter(day__gte=since)
    if language:
        rows = rows.filter(language=language)
    if brand is not None:
        rows = rows.filter(brand_id=brand)
    dismissed = Exists(DismissedSearch.objects.filter(language=OuterRef("language"), words=OuterRef("words")))
    rows = rows.filter(dismissed) if kind == DISMISSED else rows.filter(~dismissed)
    if kind not in (TOP, DISMISSED):
        rows = rows.filter(task_done=False)
    groups = rows.values("language", "words").annotate(
        made=Sum("searches"),
        empty=Sum("without_result"),
        opened=Sum("clicks"),
        wrote=Sum("contacts"),
        last=Max("day"),
    )
    unopened = Q(made__gte=F("empty") + settings.HELP_SEARCHES_UNCLICKED, opened=0)
    wanted = {NOTHING: Q(empty__gt=0), UNOPENED: unopened, CONTACT: Q(wrote__gt=0)}
    order = {NOTHING: "-empty", CONTACT: "-wrote"}.get(kind, "-made")
    if kind in wanted:
        groups = groups.filter(wanted[kind])
    elif kind not in (TOP, DISMISSED):
        groups = groups.filter(wanted[NOTHING] | unopened | wanted[CONTACT])
    return groups.order_by(order, "-made", "words", "language")


def shown(groups: Iterable[dict[str, Any]]) -> list[Searched]:
    """The rows of one page, with the drafts that are called or tagged like them."""
    rows = list(groups)
    drafts = _drafts({row["language"] for row in rows})
    return [Searched(**row, draft=drafts.get((row["language"], row["words"]))) for row in rows]


def _drafts(languages: set[str]) -> dict[tuple[str, str], Article]:
    if not languages:
        return {}
    unpublished = Article.objects.filter(live=False, locale__language_code__in=languages)
    found = {}
    newest = unpublished.select_related("locale", "owner").defer("body").order_by("-id")[:DRAFTS]
    for draft in newest:
        for text in (draft.title, *draft.tags):
            if isinstance(text, str):
                found[draft.language, searched_words(text)] = draft
    return found
