"""`madoguchi hours`: what the opening-hours calculator makes of a schedule."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import IO, Any

import click

from madoguchi.company import hours
from madoguchi.site.cli._lines import answer_lines, lines_argument


@click.command
@lines_argument
def command(source: IO[str]) -> None:
    """Calculate with opening hours (JSON lines).

    Reads {"id", "schedule", "op", …} and writes {"id", "result_local" | "minutes" | "open"}. `op` is one of

    \b
      is_open    at_local
      next_open  start_local
      add        start_local, amount_minutes, direction ("after" or "before")
      add_days   start_local, days
      between    start_local, end_local

    Local times are read in the schedule's time zone unless they carry an offset.

    \b
      {"id": 1, "op": "next_open", "start_local": "2026-05-02T12:00:00",
       "schedule": {"tz": "Asia/Tokyo", "hours": {"mon": [["09:00", "12:00"], ["13:00", "18:00"]]}}}
    """
    answer_lines(source, answer)


def answer(item: dict[str, Any]) -> dict[str, Any]:
    """The answer to one line. Raises HoursError in plain words, KeyError for a missing key."""
    schedule = hours.schedule_from_plain(item["schedule"])
    match item["op"]:
        case "is_open":
            at = "at_local" if item.get("at_local") is not None else "start_local"
            return {"open": hours.is_open(schedule, _moment(item, at, schedule))}
        case "between":
            start, end = _moment(item, "start_local", schedule), _moment(item, "end_local", schedule)
            return {"minutes": hours.between(schedule, start, end)}
        case "next_open":
            opening = hours.next_open(schedule, _moment(item, "start_local", schedule))
            if opening is None:
                raise hours.NeverOpens("this schedule does not open after this moment")
            return _result(opening, schedule)
        case "add":
            start, amount = _moment(item, "start_local", schedule), _number(item, "amount_minutes")
            return _result(hours.add(schedule, start, minutes=amount, backwards=_backwards(item)), schedule)
        case "add_days":
            days = _number(item, "days") * (-1 if _backwards(item) and item["days"] > 0 else 1)
            if not days.is_integer():
                raise hours.HoursError("days must be a whole number")
            return _result(
                hours.add_days(schedule, _moment(item, "start_local", schedule), days=int(days)), schedule
            )
        case unknown:
            raise hours.HoursError(
                f"{str(unknown)[:20]!r} is not known; op is add, add_days, between, is_open or next_open"
            )


def _moment(item: dict[str, Any], key: str, schedule: hours.Schedule) -> datetime:
    try:
        return hours.from_local(datetime.fromisoformat(item[key]), schedule.timezone)
    except (TypeError, ValueError) as error:
        if isinstance(error, hours.HoursError):
            raise
        raise hours.HoursError(f"{key} is not a time; write it like 2026-12-31T09:30:00") from error


def _number(item: dict[str, Any], key: str) -> float:
    value = item[key]
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise hours.HoursError(f"{key} must be a number")
    return float(value)


def _backwards(item: dict[str, Any]) -> bool:
    direction = item.get("direction") or "after"
    if direction not in ("after", "before"):
        raise hours.HoursError('direction is "after" or "before"')
    return bool(direction == "before")


def _result(moment: datetime, schedule: hours.Schedule) -> dict[str, Any]:
    local = hours.to_local(moment, schedule.timezone)
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    return {"result_local": local.replace(tzinfo=None).isoformat(), "result_utc": utc.isoformat() + "Z"}
