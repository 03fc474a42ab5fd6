"""What readers say did not help, until somebody has read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from wagtail.models import Revision

from madoguchi.helpcenter.models import Article, Feedback
from madoguchi.helpcenter.models.counts import REASONS
from madoguchi.helpcenter.queries.work.narrow import Narrow

_UNSEEN = Q(helped=False, seen_at=None)
_YES, _NO = Count("pk", filter=Q(helped=True)), Count("pk", filter=Q(helped=False))


@dataclass(frozen=True)
class Votes:
    """How often it helped and did not. `name` says for what these were counted, `when` since when it is there."""

    name: str
    yes: int
    no: int
    when: datetime | None = None
    revision_id: int | None = None

    @property
    def percent(self) -> int:
        """The share of "did not help"."""
        return round(100 * self.no / (self.yes + self.no)) if self.yes + self.no else 0


@dataclass(frozen=True)
class Unhelpful:
    article: Article
    votes: Votes
    unseen: int
    reasons: tuple[tuple[str, int], ...]
    words: str


def unhelpful(narrow: Narrow) -> QuerySet[Any]:
    """{article_id, unseen, yes, no, words} for each article about which somebody said what nobody has read, the
    most such answers first. `told` makes rows of a page of them."""
    unread = Feedback.objects.filter(_UNSEEN)
    last = unread.filter(article=OuterRef("article_id")).exclude(words="").order_by("-created_at")
    return (
        Feedback.objects.filter(narrow.where("article__"), article__in=unread.values("article"))
        .filter(Q(created_at__gte=_since()) | _UNSEEN)
        .values("article_id")
        .annotate(unseen=Count("pk", filter=_UNSEEN), yes=_YES, no=_NO)
        .annotate(words=Subquery(last.values("words")[:1]))
        .order_by("-unseen", "-no", "article_id")
    )


def told(groups: Iterable[dict[str, Any]]) -> list[Unhelpful]:
    """The rows of one page, with the reasons that were given."""
    rows = list(groups)
    ids = [row["article_id"] for row in rows]
    articles = Narrow().articles().in_bulk(ids)
    reasons: dict[int, list[tuple[str, int]]] = defaultdict(list)
    labels = dict(REASONS)
    given = Feedback.objects.filter(_UNSEEN, article_id__in=ids).exclude(reason="")
    for article_id, reason, number in (
        given.values_list("article_id", "reason").annotate(number=Count("pk")).order_by("-number", "reason")
    ):
        reasons[article_id].append((str(labels.get(reason, reason)), number))
    return [
        Unhelpful(
            articles[row["article_id"]],
            Votes("", row["yes"], row["no"]),
            row["unseen"],
            tuple(reasons[row["article_id"]]),
            row["words"] or "",
        )
        for row in rows
    ]


def votes_by_language(article: Article) -> list[Votes]:
    """The article and its translations, the most unhelpful first."""
    rows = (
        Feedback.objects.filter(article__translation_key=article.translation_key, created_at__gte=_since())
        .values(code=F("article__locale__language_code"))
        .annotate(yes=_YES, no=_NO)
    )
    found = [Votes(row["code"], row["yes"], row["no"]) for row in rows]
    return sorted(found, key=lambda votes: (-votes.percent, votes.name))


def votes_by_revision(article: Article, *, limit: int = 20) -> list[Votes]:
    """Each version that readers judged, the newest first, with who saved it and when."""
    rows = list(
        Feedback.objects.filter(article=article)
        .values("revision_id")
        .annotate(yes=_YES, no=_NO, last=Max("created_at"))
        .order_by("-last")[:limit]
    )
    revisions = Revision.objects.select_related("user").in_bulk(
        [row["revision_id"] for row in rows if row["revision_id"]]
    )
    found = []
    for row in rows:
        revision = revisions.get(row["revision_id"])
        found.append(
            Votes(
                str(getattr(revision.user, "name", "") or "") if revision else "",
                row["yes"],
                row["no"],
                revision.created_at if revision else None,
                row["revision_id"] if revision else None,
            )
        )
    return found


def answers(article: Article) -> QuerySet[Feedback]:
    """What readers whom it did not help said: what nobody has read comes first."""
    said = Feedback.objects.filter(article=article, helped=False).select_related("seen_by")
    return said.order_by(F("seen_at").asc(nulls_first=True), "-created_at")


def _since() -> datetime:
    return timezone.now() - timedelta(days=settings.HELP_COUNT_DAYS)
