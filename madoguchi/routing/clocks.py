"""Service-level clocks: when the first response, the next update and the solution are due.

Pure: a schedule, targets and what happened go in, due moments come out. The clocks count open minutes and
stand still while a conversation is pending or closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from madoguchi.company.hours import Schedule, add, between, next_open


class Happening(StrEnum):
    CREATED = "created"
    CREATED_PENDING = "created:pending"
    CUSTOMER_MESSAGE = "customer_message"
    AGENT_MESSAGE = "agent_message"
    FIRST_RESPONSE = "first_response"
    PENDING = "state:pending"
    OPEN = "state:open"
    STATE_CLOSED = "state:closed"
    CLOSED = "closed"


CLOSINGS = (Happening.CLOSED, Happening.STATE_CLOSED)
STOPS = (Happening.CREATED_PENDING, Happening.PENDING, *CLOSINGS)
BEGINNINGS = (Happening.CREATED, Happening.CREATED_PENDING)
RESPONSES = (Happening.FIRST_RESPONSE, Happening.AGENT_MESSAGE)

Event = tuple[datetime, Happening]
Stretch = tuple[datetime, datetime | None]


@dataclass(frozen=True, slots=True)
class Targets:
    """Open minutes allowed for each promise; None where nothing is promised."""

    first_response: float | None = None
    update: float | None = None
    solution: float | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """One promise: `due` while it runs, `taken` (open minutes) and `spare` (negative: late) once it is
    kept."""

    due: datetime | None = None
    taken: float | None = None
    spare: float | None = None


@dataclass(frozen=True, slots=True)
class Clocks:
    first_response: Clock
    update: Clock
    solution: Clock

    @property
    def next_due(self) -> datetime | None:
        clocks = (self.first_response, self.update, self.solution)
        return min((clock.due for clock in clocks if clock.due), default=None)


def clocks(schedule: Schedule, targets: Targets, events: Iterable[Event]) -> Clocks:
    """The state of the three clocks after these events (any order; equal moments keep theirs).

    First response: from the creation to the first agent's message. Update: from the customer's first
    unanswered message to the agent's next one; a second customer message moves nothing. Solution: from the
    creation to the closing that lasted. Pending and closed time does not count; while it lasts, nothing is
    due. Due moments are whole minutes, and one at closing time moves to the next opening. Raises HoursError
    as `add` does.
    """
    history = sorted(events, key=lambda event: event[0])
    running = _running(history)
    return Clocks(
        first_response=_clock(schedule, targets.first_response, running, *_first_response(history)),
        update=_clock(schedule, targets.update, running, *_update(history)),
        solution=_clock(schedule, targets.solution, running, *_solution(history)),
    )


def _running(history: Sequence[Event]) -> list[Stretch]:
    """The stretches in which the clocks may run, in order; the last one may have no end."""
    stretches: list[Stretch] = []
    since: datetime | None = None
    for at, what in history:
        if since is None and what in (Happening.CREATED, Happening.OPEN):
            since = at
        elif since is not None and what in STOPS:
            stretches.append((since, at))
            since = None
    return [*stretches, (since, None)] if since else stretches


def _first_response(history: Sequence[Event]) -> Stretch | tuple[None, None]:
    begun = next((at for at, what in history if what in BEGINNINGS), None)
    return (begun, next((at for at, what in history if what in RESPONSES), None)) if begun else (None, None)


def _update(history: Sequence[Event]) -> Stretch | tuple[None, None]:
    asked: datetime | None = None
    answered: datetime | None = None
    for at, what in history:
        if what is Happening.CUSTOMER_MESSAGE and (asked is None or answered):
            asked, answered = at, None
        elif what is Happening.AGENT_MESSAGE and asked and not answered:
            answered = at
    return (asked, answered) if asked else (None, None)


def _solution(history: Sequence[Event]) -> Stretch | tuple[None, None]:
    begun = next((at for at, what in history if what in BEGINNINGS), None)
    closed: datetime | None = None
    for at, what in history:
        if what in CLOSINGS:
            closed = closed or at
        elif what is Happening.OPEN:
            closed = None
    return (begun, closed) if begun else (None, None)


def _clock(
    schedule: Schedule,
    target: float | None,
    running: Sequence[Stretch],
    start: datetime | None,
    end: datetime | None,
) -> Clock:
    if target is None or start is None:
        return Clock()
    taken = sum(between(schedule, *cut) for cut in _counted(running, start, end))
    if end:
        return Clock(taken=taken, spare=target - taken)
    if not running or running[-1][1]:
        return Clock()
    left = target - taken
    since = max(running[-1][0], start)
    return Clock(due=_due(schedule, since, left) if left > 0 else _passed(schedule, target, running, start))


def _counted(
    running: Sequence[Stretch], start: datetime, end: datetime | None
) -> Iterable[tuple[datetime, datetime]]:
    """The ended stretches cut to [start, end]; with no end, the stretch that still runs is left out."""
    for begun, stopped in running:
        last = min(moment for moment in (stopped, end) if moment) if stopped or end else None
        if last and max(begun, start) < last:
            yield max(begun, start), last


def _passed(schedule: Schedule, target: float, running: Sequence[Stretch], start: datetime) -> datetime:
    """The moment at which a target was used up in an earlier stretch."""
    left = target
    for since, until in _counted(running, start, None):
        minutes = between(schedule, since, until)
        if left <= minutes:
            return _due(schedule, since, left)
        left -= minutes
    return start


def _due(schedule: Schedule, since: datetime, minutes: float) -> datetime:
    due = add(schedule, since, minutes=minutes)
    return (next_open(schedule, due) or due).replace(second=0, microsecond=0)
