"""Between the tables and the plain types that are hashed, signed and exported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from heapq import merge
from typing import Any

from django.conf import settings
from django.db import Error

from madoguchi.audit.contract import Linked, Row, Signed
from madoguchi.audit.models import Checkpoint, Entry, Link

ROW = ("id", "at", "actor", "action", "subject", "data")
SIGNED = Signed._fields
_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)


def as_row(values: Sequence[Any]) -> Row:
    return Row(*values)


def as_signed(checkpoint: Checkpoint) -> Signed:
    return Signed(*(getattr(checkpoint, name) for name in SIGNED))


def chain(*, after: int = 0, last: int | None = None) -> Iterator[Linked | Signed]:
    """Links in order with their entries, each checkpoint behind the entry that it signs; a page in memory at a time."""
    ordered: Iterable[Linked | Signed] = merge(
        _links(after, last),
        _checkpoints(after, last),
        key=lambda one: (one.sequence, isinstance(one, Signed), one[0]),
    )
    yield from ordered


def _links(after: int, last: int | None) -> Iterator[Linked]:
    while True:
        page = Link.objects.filter(sequence__gt=after).order_by("sequence")
        if last is not None:
            page = page.filter(sequence__lte=last)
        links = list(page.values_list("sequence", "entry_id", "digest")[: settings.AUDIT_BATCH])
        rows = _rows([entry_id for _sequence, entry_id, _digest in links])
        for sequence, entry_id, digest in links:
            yield Linked(sequence, digest, rows.get(entry_id))
        if len(links) < settings.AUDIT_BATCH:
            return
        after = links[-1][0]


def _rows(ids: Sequence[int]) -> dict[int, Row]:
    found = Entry.objects.filter(pk__in=ids)
    try:
        return {values[0]: as_row(values) for values in found.values_list(*ROW)}
    except (ValueError, TypeError, AttributeError, Error):
        return {pk: _readable(pk) for pk in found.values_list("pk", flat=True)}


def _readable(pk: int) -> Row:
    """One of a page in which somebody left what is no time or no JSON; such a row is empty, and fits no digest."""
    try:
        return as_row(Entry.objects.values_list(*ROW).get(pk=pk))
    except (ValueError, TypeError, AttributeError, Error):
        return Row(pk, _NO_TIME, "", "", "", {})


def _checkpoints(after: int, last: int | None) -> Iterator[Signed]:
    number = -1
    while True:
        page = Checkpoint.objects.filter(number__gt=number, sequence__gt=after).order_by("number")
        if last is not None:
            page = page.filter(sequence__lte=last)
        found = list(page[: settings.AUDIT_BATCH])
        yield from map(as_signed, found)
        if len(found) < settings.AUDIT_BATCH:
            return
        number = found[-1].number
