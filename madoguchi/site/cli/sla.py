"""`madoguchi sla`: what the service-level clocks make of what happened in a conversation."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import IO, Any

import click

from madoguchi.company.hours import HoursError, schedule_from_plain
from madoguchi.routing.clocks import Clock, Event, Happening, Targets, clocks
from madoguchi.site.cli._lines import answer_lines, lines_argument

NAMES = {"first_response": "first_response", "update": "update", "solution": "close"}


@click.group
def command() -> None:
    """Service-level clocks."""


@command.command
@lines_argument
def due(source: IO[str]) -> None:
    """Say when a conversation's next steps are due (JSON lines).

    Reads {"id", "schedule", "targets_minutes": {"first_response", "update", "solution"}, "events_utc":
    [[time, event], …]} and writes first_response_due, update_due, solution_due and next_due (null where
    nothing is due), and for promises that were kept or broken the minutes they took (…_in_min) and had left
    (…_diff_min).

    \b
    Events: created, created:pending, customer_message, agent_message, first_response,
            state:open, state:pending, state:closed, closed
    """
    answer_lines(source, answer)


def answer(item: dict[str, Any]) -> dict[str, Any]:
    """The answer to one line. Raises HoursError in plain words, KeyError for a missing key."""
    found = clocks(
        schedule_from_plain(item["schedule"]), _targets(item), [_event(e) for e in item["events_utc"]]
    )
    by_name: dict[str, Clock] = {name: getattr(found, name) for name in NAMES}
    answers: dict[str, Any] = {f"{name}_due": _text(clock.due) for name, clock in by_name.items()}
    answers["next_due"] = _text(found.next_due)
    for name, clock in by_name.items():
        if clock.taken is not None and clock.spare is not None:
            answers[f"{NAMES[name]}_in_min"] = math.floor(clock.taken)
            answers[f"{NAMES[name]}_diff_min"] = math.ceil(clock.spare)
    return answers


def _targets(item: dict[str, Any]) -> Targets:
    minutes = item["targets_minutes"]
    if not isinstance(minutes, dict):
        raise HoursError("targets_minutes must be an object")
    for name, value in minutes.items():
        if name not in NAMES:
            raise HoursError(f"{str(name)[:30]!r} is no target; use {', '.join(NAMES)}")
        if value is not None and (
            isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0
        ):
            raise HoursError(f"the target {name} must be a number of minutes or null")
    return Targets(**minutes)


def _event(pair: object) -> Event:
    match pair:
        case [str(at), str(what)]:
            return _moment(at), _happening(what)
    raise HoursError('an event is a pair such as ["2026-05-02T09:30:00Z", "created"]')


def _moment(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise HoursError(f"{text[:30]!r} is not a time; write it like 2026-05-02T09:30:00Z") from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _happening(what: str) -> Happening:
    try:
        return Happening(what)
    except ValueError as error:
        raise HoursError(f"{what[:30]!r} is no event; use {', '.join(Happening)}") from error


def _text(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z" if moment else None
