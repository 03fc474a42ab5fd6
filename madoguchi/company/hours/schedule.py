from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo

from madoguchi.company.hours.errors import HoursError

DAY = 24 * 60 * 60
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Clock times in seconds after local midnight: open at `start`, closed at `end`.

    `end` is past `DAY` where the night is crossed.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < DAY:
            raise HoursError("an opening starts between 00:00 and 23:59")
        if not self.start < self.end <= self.start + DAY:
            raise HoursError("an opening lasts more than nothing and at most 24 hours")


Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Schedule:
    """When a counter is open, in the words of its own place.

    `weekly` has seven entries, Monday first. `special_days` replace the weekly hours of that date (an empty
    entry closes it). Nothing opens on a date in `holidays`, special day or not; hours that cross midnight
    belong to the date on which they start, so the night before a holiday runs to its end. `breaks` are cut
    out last.
    """

    timezone: ZoneInfo
    weekly: tuple[Spans, ...] = ((),) * 7
    holidays: frozenset[date] = frozenset()
    special_days: Mapping[date, Spans] = field(default_factory=dict)
    breaks: Mapping[date, Spans] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.weekly) != 7:
            raise HoursError("a week has seven days")
        for day, spans in zip(WEEKDAYS, self.weekly, strict=True):
            _refuse_overlap(day, spans)
        for on, spans in self.special_days.items():
            _refuse_overlap(on.isoformat(), spans)

    def spans_on(self, day: date) -> Spans:
        """The hours that start on a local date, before breaks."""
        if day in self.holidays:
            return ()
        special = self.special_days.get(day)
        return self.weekly[day.weekday()] if special is None else special

    @property
    def opens_weekly(self) -> bool:
        return any(self.weekly)


def _refuse_overlap(day: str, spans: Spans) -> None:
    ordered = sorted(spans)
    for earlier, later in pairwise(ordered):
        if later.start < earlier.end:
            raise HoursError(f"two openings of {day} overlap")
