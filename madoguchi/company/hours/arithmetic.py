"""Counting in open time. Every moment is aware; results are UTC."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, time, timedelta

from madoguchi.company.hours.errors import HoursError, NeverOpens
from madoguchi.company.hours.localtime import from_local, to_local
from madoguchi.company.hours.openings import (
    MAX_DAYS,
    ONE_DAY,
    open_intervals,
    openings_after,
    openings_before,
)
from madoguchi.company.hours.schedule import Schedule

NOTHING = timedelta(0)


def is_open(schedule: Schedule, at: datetime) -> bool:
    """Whether the counter is open; the opening second is, the closing second is not."""
    at = to_local(at, schedule.timezone).astimezone(UTC)
    return next_open(schedule, at) == at


def next_open(schedule: Schedule, at: datetime) -> datetime | None:
    """The moment itself where it is open, else the next opening; None if there is none."""
    opening = next(openings_after(schedule, at), None)
    return opening.start if opening else None


def previous_close(schedule: Schedule, at: datetime) -> datetime | None:
    """The moment itself where it was open just before, else the last closing; None if there was none."""
    opening = next(openings_before(schedule, at), None)
    return opening.end if opening else None


def add(schedule: Schedule, start: datetime, *, minutes: float, backwards: bool = False) -> datetime:
    """The moment that lies so many open minutes after `start` (backwards: before it).

    A negative number goes backwards too. An amount that ends with an opening ends at its closing time; no
    minutes at all give the next opening (backwards: the last closing). Raises NeverOpens where the openings
    do not suffice.
    """
    left = timedelta(minutes=abs(_number(minutes)))
    backwards = backwards or minutes < 0
    for opening in (openings_before if backwards else openings_after)(schedule, start):
        length = opening.end - opening.start
        if left <= length:
            return opening.end - left if backwards else opening.start + left
        left -= length
    raise NeverOpens(_never(backwards=backwards))


def between(schedule: Schedule, start: datetime, end: datetime) -> float:
    """Open minutes from `start` to `end`; negative if `end` comes first."""
    start, end = (to_local(moment, schedule.timezone).astimezone(UTC) for moment in (start, end))
    if end < start:
        return -between(schedule, end, start)
    spans = open_intervals(schedule, start, end)
    return sum((opening.end - opening.start for opening in spans), NOTHING) / timedelta(minutes=1)


def add_days(schedule: Schedule, start: datetime, *, days: int) -> datetime:
    """The same clock time so many business days later (negative: earlier), moved on into an opening.

    A business day is a date with hours of its own that is no holiday; the date of `start` is not counted.
    Where that time is not open, the next opening counts (backwards: the last closing). No days give the
    next opening.
    """
    local = to_local(start, schedule.timezone)
    day = _business_day(schedule, local.date(), days)
    moment = from_local(
        datetime.combine(day, time(local.hour, local.minute, local.second)), schedule.timezone
    )
    reached = previous_close(schedule, moment) if days < 0 else next_open(schedule, moment)
    if reached is None:
        raise NeverOpens(_never(backwards=days < 0))
    return reached


def _business_day(schedule: Schedule, day: date, count: int) -> date:
    step = ONE_DAY if count > 0 else -ONE_DAY
    left = abs(count)
    for _ in range(MAX_DAYS):
        if not left:
            return day
        day += step
        left -= bool(schedule.spans_on(day))
    raise NeverOpens(_never(backwards=count < 0))


def _number(minutes: float) -> float:
    if not math.isfinite(minutes) or abs(minutes) > MAX_DAYS * 24 * 60:
        raise HoursError("the number of minutes is too large")
    return minutes


def _never(*, backwards: bool) -> str:
    if backwards:
        return "this schedule was not open often enough before this moment"
    return "this schedule does not open often enough after this moment"
