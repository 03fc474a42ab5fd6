"""The openings of one local date, from its midnight to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from madoguchi.company.hours.localtime import closing_moment, opening_moment
from madoguchi.company.hours.schedule import DAY, Schedule, Spans


class Opening(NamedTuple):
    """Open from `start` (included) to `end` (not included), both UTC."""

    start: datetime
    end: datetime


def openings_of_day(schedule: Schedule, day: date) -> list[Opening]:
    """What is open on a local date, in order, without overlaps: its own hours and the rest of last
    night's."""
    zone = schedule.timezone
    midnight, next_midnight = opening_moment(day, 0, zone), opening_moment(day, DAY, zone)
    yesterday = day - timedelta(days=1)

    def moments(before: Spans, spans: Spans) -> Iterator[Opening]:
        for start_day, span in [(yesterday, s) for s in before if s.end > DAY] + [(day, s) for s in spans]:
            start = max(opening_moment(start_day, span.start, zone), midnight)
            end = min(closing_moment(start_day, span.end, zone), next_midnight)
            if start < end:
                yield Opening(start, end)

    opened = _joined(moments(schedule.spans_on(yesterday), schedule.spans_on(day)))
    breaks = moments(schedule.breaks.get(yesterday, ()), schedule.breaks.get(day, ()))
    return list(_without(opened, _joined(breaks)))


def _joined(openings: Iterable[Opening]) -> list[Opening]:
    joined: list[Opening] = []
    for opening in sorted(openings):
        if joined and opening.start <= joined[-1].end:
            joined[-1] = Opening(joined[-1].start, max(joined[-1].end, opening.end))
        else:
            joined.append(opening)
    return joined


def _without(openings: list[Opening], breaks: list[Opening]) -> Iterator[Opening]:
    for start, end in openings:
        for pause in breaks:
            if pause.end <= start or pause.start >= end:
                continue
            if start < pause.start:
                yield Opening(start, pause.start)
            start = pause.end
        if start < end:
            yield Opening(start, end)
