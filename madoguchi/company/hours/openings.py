"""The openings of a schedule as moments, one after the other, forwards or backwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from madoguchi.company.hours.errors import HoursError
from madoguchi.company.hours.localtime import to_local
from madoguchi.company.hours.one_day import Opening, openings_of_day
from madoguchi.company.hours.schedule import Schedule

MAX_DAYS = 36_600
"""How far a calculation may reach: a hundred years."""

ONE_DAY = timedelta(days=1)


def open_intervals(schedule: Schedule, start: datetime, end: datetime) -> Iterator[Opening]:
    """The openings between two moments in order, cut to them, touching ones joined.

    Raises HoursError if the moments have no time zone or lie more than MAX_DAYS apart.
    """
    end = to_local(end, schedule.timezone).astimezone(UTC)
    waiting: Opening | None = None
    for opening in _until(schedule, start, end):
        if waiting and opening.start == waiting.end:
            waiting = Opening(waiting.start, opening.end)
            continue
        if waiting:
            yield waiting
        waiting = opening
    if waiting:
        yield waiting


def openings_after(schedule: Schedule, moment: datetime) -> Iterator[Opening]:
    """The openings from a moment on, the first one cut to it; midnight divides. Ends after MAX_DAYS days."""
    local = to_local(moment, schedule.timezone)
    moment = local.astimezone(UTC)
    for day in _days(schedule, local.date(), step=1):
        for start, end in openings_of_day(schedule, day):
            if end > moment:
                yield Opening(max(start, moment), end)


def openings_before(schedule: Schedule, moment: datetime) -> Iterator[Opening]:
    """The openings before a moment, latest first, the first one cut to it; midnight divides."""
    local = to_local(moment, schedule.timezone)
    moment = local.astimezone(UTC)
    for day in _days(schedule, local.date(), step=-1):
        for start, end in reversed(openings_of_day(schedule, day)):
            if start < moment:
                yield Opening(start, min(end, moment))


def _until(schedule: Schedule, start: datetime, end: datetime) -> Iterator[Opening]:
    if (end - to_local(start, schedule.timezone)).days > MAX_DAYS:
        raise HoursError("more than a hundred years lie between these dates")
    for opening in openings_after(schedule, start):
        if opening.start >= end:
            return
        yield Opening(opening.start, min(opening.end, end))


def _days(schedule: Schedule, today: date, *, step: int) -> Iterator[date]:
    """The dates on which something may be open: all of them, or only the special ones of an empty week."""
    if schedule.opens_weekly:
        for distance in range(MAX_DAYS):
            yield today + distance * step * ONE_DAY
        return
    special = {day + spill for day in schedule.special_days for spill in (0 * ONE_DAY, ONE_DAY)}
    for day in sorted(special, reverse=step < 0):
        if 0 <= (day - today).days * step <= MAX_DAYS:
            yield day
