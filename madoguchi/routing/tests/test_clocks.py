"""Kim writes to a counter that is open 10 to 16 in Seoul; how long do ada and otto have?"""

from __future__ import annotations

from datetime import datetime

import pytest

from madoguchi.company.hours import schedule_from_plain
from madoguchi.routing.clocks import Clock, Clocks, Happening, Targets, clocks

SEOUL = schedule_from_plain(
    {"tz": "Asia/Seoul", "hours": {day: [["10:00", "16:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}}
)
TARGETS = Targets(first_response=60, update=120, solution=300)
CREATED, ASKED, ANSWERED = Happening.CREATED, Happening.CUSTOMER_MESSAGE, Happening.AGENT_MESSAGE
PENDING, OPEN, CLOSED = Happening.PENDING, Happening.OPEN, Happening.CLOSED


def seoul(text: str) -> datetime:
    """ "4 10:30" is the fourth of May 2026, a Monday."""
    day, clock = text.split()
    return datetime.fromisoformat(f"2026-05-{int(day):02}T{clock}:00+09:00")


def after(*events: tuple[str, Happening]) -> Clocks:
    return clocks(SEOUL, TARGETS, [(seoul(at), what) for at, what in events])


def test_new_conversation_has_three_due_moments() -> None:
    now = after(("4 11:00", CREATED), ("4 11:00", ASKED))
    assert now.first_response.due == seoul("4 12:00")
    assert now.update.due == seoul("4 13:00")
    assert now.solution.due == seoul("5 10:00"), "closing time moves to the next opening"
    assert now.next_due == seoul("4 12:00")


def test_message_at_night_counts_from_the_opening() -> None:
    assert after(("8 22:00", CREATED)).first_response.due == seoul("11 11:00")


def test_second_message_of_the_customer_moves_nothing_but_an_answer_does() -> None:
    twice = after(("4 10:00", CREATED), ("4 10:00", ASKED), ("4 11:00", ASKED))
    assert twice.update.due == seoul("4 12:00")
    answered = after(("4 10:00", CREATED), ("4 10:00", ASKED), ("4 12:30", ANSWERED))
    assert answered.update == Clock(taken=150, spare=-30)
    assert answered.first_response == Clock(taken=150, spare=-90)
    again = after(("4 10:00", CREATED), ("4 10:00", ASKED), ("4 12:30", ANSWERED), ("4 13:00", ASKED))
    assert again.update.due == seoul("4 15:00")
    assert again.first_response.due is None


def test_pending_time_does_not_count_and_nothing_is_due_meanwhile() -> None:
    waiting = [("4 10:00", CREATED), ("4 10:30", PENDING)]
    assert after(*waiting).next_due is None
    assert after(*waiting, ("5 10:00", OPEN)).first_response.due == seoul("5 10:30")


def test_closing_keeps_the_promise_and_reopening_takes_it_back() -> None:
    closed = after(("4 10:00", CREATED), ("4 12:00", CLOSED))
    assert closed.solution == Clock(taken=120, spare=180)
    assert closed.next_due is None
    reopened = after(("4 10:00", CREATED), ("4 12:00", CLOSED), ("4 13:00", OPEN))
    assert reopened.solution.due == seoul("5 10:00")


def test_promise_that_broke_before_the_pause_stays_broken() -> None:
    late = after(("4 10:00", CREATED), ("4 12:00", PENDING), ("5 10:00", OPEN))
    assert late.first_response.due == seoul("4 11:00")


@pytest.mark.parametrize("events", [(), (("4 10:00", ASKED),), (("4 10:00", OPEN),)])
def test_without_a_beginning_nothing_is_due(events: tuple[tuple[str, Happening], ...]) -> None:
    assert after(*events).first_response == Clock()


def test_no_target_no_clock() -> None:
    assert clocks(SEOUL, Targets(), [(seoul("4 10:00"), CREATED)]).next_due is None
