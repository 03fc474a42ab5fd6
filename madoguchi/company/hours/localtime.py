"""Between clock times of a place and moments, where the clock jumps (PEP 495, IANA time zones)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from madoguchi.company.hours.errors import HoursError

FIRST_YEAR, LAST_YEAR = 1000, 9800
SECOND = timedelta(seconds=1)


def from_local(local: datetime, zone: ZoneInfo) -> datetime:
    """The moment (UTC) of a clock time; one that carries an offset keeps its meaning.

    A time that occurs twice is the first of the two; one that the clock skips is read with the offset before
    the jump (02:30 becomes 03:30), as PEP 495 does for fold=0. Raises HoursError if it is too far away.
    """
    _refuse_far(local)
    return (local if local.tzinfo else local.replace(tzinfo=zone)).astimezone(UTC)


def to_local(moment: datetime, zone: ZoneInfo) -> datetime:
    """The clock time of a moment, aware. Raises HoursError where it has no time zone or is too far."""
    if moment.tzinfo is None:
        raise HoursError("a moment needs a time zone")
    _refuse_far(moment)
    return moment.astimezone(zone)


def opening_moment(day: date, seconds: int, zone: ZoneInfo) -> datetime:
    """The first moment at which the clock shows this time of the date, or jumps over it."""
    return _boundary(day, seconds, zone, closing=False)


def closing_moment(day: date, seconds: int, zone: ZoneInfo) -> datetime:
    """The last moment at which the clock shows this time of the date, or jumps over it."""
    return _boundary(day, seconds, zone, closing=True)


def _refuse_far(moment: datetime) -> None:
    """Keep away from the ends of the calendar, so that no later step falls off (MAX_DAYS is a hundred
    years)."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise HoursError(f"dates must lie between the years {FIRST_YEAR} and {LAST_YEAR}")


def _boundary(day: date, seconds: int, zone: ZoneInfo, *, closing: bool) -> datetime:
    wall = datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(seconds=seconds)
    first, second = wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC)
    if first == second:
        return first
    if first > second:  # skipped: both openings and closings happen at the jump
        return _jump(second, first, zone)
    return second if closing else first


def _jump(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    """The first second in (low, high] with high's offset; found by halving, so at most some 17 steps."""
    after = high.astimezone(zone).utcoffset()
    while high - low > SECOND:
        middle = low + timedelta(seconds=int((high - low).total_seconds()) // 2)
        if middle.astimezone(zone).utcoffset() == after:
            high = middle
        else:
            low = middle
    return high
