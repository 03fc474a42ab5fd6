"""Schedules as they are written in JSON: `{"tz", "hours", "holidays", "shifts", "breaks"}`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from madoguchi.company.hours.errors import HoursError
from madoguchi.company.hours.localtime import FIRST_YEAR, LAST_YEAR
from madoguchi.company.hours.schedule import DAY, WEEKDAYS, Schedule, Span, Spans

MAX_SPANS_PER_DAY = 48
MAX_DATES = 5_000

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?", re.ASCII)


def schedule_from_plain(plain: object) -> Schedule:
    """Read a schedule from JSON values.

    `tz` is an IANA name; `hours` maps mon … sun to lists of ["09:00", "17:00"]; an end at or before its
    start is on the next day, and "24:00" may end a day; `holidays` lists dates; `shifts` and `breaks` map
    dates to such lists. Raises HoursError naming the part that is wrong.
    """
    values = _mapping(plain, "the schedule")
    return Schedule(
        timezone=_timezone(values.get("tz")),
        weekly=_weekly(_mapping(values.get("hours") or {}, "hours")),
        holidays=frozenset(
            _date(text, "holidays") for text in _list(values.get("holidays") or [], "holidays")
        ),
        special_days=_dated(values.get("shifts"), "shifts"),
        breaks=_dated(values.get("breaks"), "breaks"),
    )


def schedule_to_plain(schedule: Schedule) -> dict[str, Any]:
    """The JSON values that `schedule_from_plain` reads back to an equal schedule."""
    return {
        "tz": schedule.timezone.key,
        "hours": {day: _pairs(spans) for day, spans in zip(WEEKDAYS, schedule.weekly, strict=True) if spans},
        "holidays": sorted(day.isoformat() for day in schedule.holidays),
        "shifts": {day.isoformat(): _pairs(spans) for day, spans in sorted(schedule.special_days.items())},
        "breaks": {day.isoformat(): _pairs(spans) for day, spans in sorted(schedule.breaks.items())},
    }


def _timezone(name: object) -> ZoneInfo:
    if not isinstance(name, str) or not name:
        raise HoursError("the schedule needs a time zone in tz, such as Asia/Tokyo")
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise HoursError(f"{name[:60]!r} is not a known time zone; write it like Asia/Tokyo") from error


def _weekly(hours: Mapping[str, Any]) -> tuple[Spans, ...]:
    for day in hours:
        if day not in WEEKDAYS:
            raise HoursError(f"{str(day)[:20]!r} is not a day of the week; use {' '.join(WEEKDAYS)}")
    return tuple(_spans(hours.get(day) or [], day) for day in WEEKDAYS)


def _dated(value: object, where: str) -> dict[date, Spans]:
    return {_date(day, where): _spans(spans, str(day)) for day, spans in _mapping(value or {}, where).items()}


def _spans(value: object, where: str) -> Spans:
    pairs = _list(value, where)
    if len(pairs) > MAX_SPANS_PER_DAY:
        raise HoursError(f"{where} has more than {MAX_SPANS_PER_DAY} openings")
    return tuple(sorted(_span(pair, where) for pair in pairs))


def _span(pair: object, where: str) -> Span:
    if not isinstance(pair, list | tuple) or len(pair) != 2:
        raise HoursError(f"{where}: an opening is a pair such as ['09:00', '17:00']")
    start, end = (_clock(text, where) for text in pair)
    if start == end:
        raise HoursError(f"{where}: {pair[0]} to {pair[1]} is empty; a whole day is 00:00 to 24:00")
    if start == DAY:
        raise HoursError(f"{where}: 24:00 can only end an opening; a day starts at 00:00")
    return Span(start, end if end > start else end + DAY)


def _clock(text: object, where: str) -> int:
    match = _CLOCK.fullmatch(text) if isinstance(text, str) else None
    hour, minute, second = (int(part or 0) for part in match.groups()) if match else (99, 0, 0)
    seconds = hour * 3600 + minute * 60 + second
    if minute > 59 or second > 59 or seconds > DAY:
        raise HoursError(
            f"{where}: {str(text)[:20]!r} is not a time of day; write it like 09:00 (24:00 is midnight)"
        )
    return seconds


def _date(text: object, where: str) -> date:
    try:
        day = date.fromisoformat(str(text))
    except ValueError as error:
        raise HoursError(f"{where}: {str(text)[:20]!r} is not a date; write it like 2026-12-31") from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise HoursError(f"{where}: dates must lie between the years {FIRST_YEAR} and {LAST_YEAR}")
    return day


def _mapping(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise HoursError(f"{where} must be an object of names and values")
    if len(value) > MAX_DATES:
        raise HoursError(f"{where} has more than {MAX_DATES} entries")
    return value


def _list(value: object, where: str) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise HoursError(f"{where} must be a list")
    if len(value) > MAX_DATES:
        raise HoursError(f"{where} has more than {MAX_DATES} entries")
    return list(value)


def _pairs(spans: Spans) -> list[list[str]]:
    return [[_text(span.start), _text(span.end if span.end <= DAY else span.end - DAY)] for span in spans]


def _text(seconds: int) -> str:
    minutes, second = divmod(seconds, 60)
    text = f"{minutes // 60:02}:{minutes % 60:02}"
    return f"{text}:{second:02}" if second else text
