"""What auditors and the doctor read; that somebody may is checked where he comes in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from madoguchi.audit.contract import Problem, Row, Signed, Wanted
from madoguchi.audit.keys import is_ours
from madoguchi.audit.linking import looked_at, waiting
from madoguchi.audit.models import Checkpoint, Entry, Inspection, Link
from madoguchi.audit.rows import as_signed

_COUNTED = 10_000
_LATE_RUNS, _LEAST_SECONDS = 3, 120


@dataclass(frozen=True, slots=True)
class Noted:
    """One line of the log; `sequence` is None while it waits for its link."""

    id: int
    sequence: int | None
    at: datetime
    actor: str
    action: str
    subject: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class State:
    """How the chain stands. `fits`: the last checkpoint is signed by us and says what the chain says; `waiting` stops
    counting at 10,000; `oldest`: since when the oldest of them waits; `problems` of the last inspection."""

    checkpoint: Signed | None
    fits: bool
    waiting: int
    oldest: datetime | None
    inspected_at: datetime | None
    inspected_to: int
    found: int
    problems: tuple[Problem, ...]


def entries(wanted: Wanted, *, before: int | None = None, limit: int) -> list[Noted]:
    """The newest first; `before` is the id of the last one seen."""
    found = _found(wanted)
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = found.select_related("link").order_by("-pk")[:limit]
    return [
        Noted(row.pk, _sequence(row), row.at, row.actor, row.action, row.subject, row.data) for row in rows
    ]


def count_up_to(wanted: Wanted, most: int) -> int:
    """How many there are, counted no further than `most`."""
    return _found(wanted).order_by()[:most].count()


def matches(row: Row | None, wanted: Wanted) -> bool:
    """Whether an entry belongs into an export: all do into that of a range, and what is gone into any."""
    if row is None:
        return True
    if not wanted.partial:
        return True
    pairs = ((wanted.actor, row.actor), (wanted.action, row.action), (wanted.subject, row.subject))
    if any(asked and asked != has for asked, has in pairs):
        return False
    return (wanted.since is None or row.at >= wanted.since) and (
        wanted.until is None or row.at < wanted.until
    )


def state() -> State:
    """How the chain stands, without looking through it."""
    # In this order: a checkpoint that is read later may speak of more, never of less than the links that were there.
    end = Link.objects.order_by("-sequence").first()
    last = Checkpoint.objects.order_by("-number").first()
    signed = as_signed(last) if last else None
    fits = _fits(signed, end) if signed else end is None
    left = waiting(looked_at())
    seen = Inspection.objects.order_by("-pk").first()
    return State(
        checkpoint=signed,
        fits=fits,
        waiting=left[:_COUNTED].count(),
        oldest=left.values_list("at", flat=True).first(),
        inspected_at=seen.at if seen else None,
        inspected_to=seen.sequence if seen else 0,
        found=seen.found if seen else 0,
        problems=tuple(Problem(**_stored(one)) for one in seen.problems) if seen else (),
    )


def _fits(signed: Signed, end: Link | None) -> bool:
    """Nothing is linked beyond the checkpoint, which is signed by us and says what stands there."""
    beyond = end is not None and end.sequence > signed.sequence
    there = Link.objects.filter(sequence=signed.sequence, digest=signed.digest).exists()
    return is_ours(signed) and there and not beyond


def _stored(problem: dict[str, Any]) -> dict[str, Any]:
    at = problem["at"]
    return problem | {"at": datetime.fromisoformat(at) if at else None}


def _found(wanted: Wanted) -> QuerySet[Entry]:
    asked = {"actor": wanted.actor, "action": wanted.action, "subject": wanted.subject}
    found = Entry.objects.filter(**{name: value for name, value in asked.items() if value})
    if wanted.since:
        found = found.filter(at__gte=wanted.since)
    if wanted.until:
        found = found.filter(at__lt=wanted.until)
    return found


def _sequence(row: Entry) -> int | None:
    link = getattr(row, "link", None)
    return link.sequence if link else None


def late_after() -> timedelta:
    """An entry that waits for longer says that the linking does not run."""
    return timedelta(seconds=settings.AUDIT_LINK_SECONDS * _LATE_RUNS + _LEAST_SECONDS)
