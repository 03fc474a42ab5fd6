"""Counters in places whose clock jumps. Times from the IANA database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from madoguchi.company import hours

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def every_day(tz: str, *spans: list[str]) -> hours.Schedule:
    return hours.schedule_from_plain({"tz": tz, "hours": {day: list(spans) for day in DAYS}})


def at(schedule: hours.Schedule, text: str) -> datetime:
    return hours.from_local(datetime.fromisoformat(text), schedule.timezone)


def test_night_shift_loses_and_wins_the_hour() -> None:
    lisbon = every_day("Europe/Lisbon", ["22:00", "06:00"])
    assert (
        hours.between(lisbon, at(lisbon, "2026-03-28T12:00:00"), at(lisbon, "2026-03-29T12:00:00")) == 7 * 60
    )
    assert (
        hours.between(lisbon, at(lisbon, "2026-10-24T12:00:00"), at(lisbon, "2026-10-25T12:00:00")) == 9 * 60
    )


def test_skipped_hour_opens_and_closes_at_the_jump() -> None:
    jump = datetime(2026, 3, 29, 1, tzinfo=UTC)
    opens = every_day("Europe/Madrid", ["02:30", "05:00"])
    assert hours.next_open(opens, jump - timedelta(minutes=10)) == jump
    assert hours.between(opens, jump - timedelta(hours=3), jump + timedelta(hours=3)) == 120
    closes = every_day("Europe/Madrid", ["00:00", "02:30"])
    assert hours.previous_close(closes, jump + timedelta(hours=2)) == jump
    inside = every_day("Europe/Madrid", ["02:10", "02:50"])
    assert hours.between(inside, jump - timedelta(hours=3), jump + timedelta(hours=3)) == 0


def test_repeated_hour_opens_at_the_first_and_closes_at_the_second() -> None:
    opens = every_day("Europe/Madrid", ["02:30", "05:00"])
    assert hours.next_open(opens, datetime(2026, 10, 24, 23, tzinfo=UTC)) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )
    closes = every_day("Europe/Madrid", ["00:00", "02:30"])
    assert hours.previous_close(closes, datetime(2026, 10, 25, 3, tzinfo=UTC)) == datetime(
        2026, 10, 25, 1, 30, tzinfo=UTC
    )


def test_local_times_that_do_not_exist_or_exist_twice() -> None:
    always = every_day("America/New_York", ["00:00", "24:00"])
    assert at(always, "2026-03-08T02:30:00") == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)
    assert at(always, "2026-11-01T01:30:00") == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert at(always, "2026-11-01T01:30:00-05:00") == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    first, second = at(always, "2026-11-01T01:30:00-04:00"), at(always, "2026-11-01T01:30:00-05:00")
    assert hours.between(always, first, second) == 60


def test_clock_that_changes_at_midnight() -> None:
    havana = every_day("America/Havana", ["00:00", "24:00"])
    assert (
        hours.between(havana, at(havana, "2026-03-08T01:00:00"), at(havana, "2026-03-09T00:00:00")) == 23 * 60
    )
    assert (
        hours.between(havana, at(havana, "2026-11-01T00:00:00"), at(havana, "2026-11-02T00:00:00")) == 25 * 60
    )


def test_date_that_a_place_left_out() -> None:
    """Samoa went from 29 to 31 December 2011."""
    apia = every_day("Pacific/Apia", ["09:00", "17:00"])
    assert hours.between(apia, at(apia, "2011-12-29T00:00:00"), at(apia, "2012-01-01T00:00:00")) == 2 * 8 * 60


def test_half_hour_change() -> None:
    lord_howe = every_day("Australia/Lord_Howe", ["01:00", "03:00"])
    assert (
        hours.between(lord_howe, at(lord_howe, "2026-10-04T00:00:00"), at(lord_howe, "2026-10-04T12:00:00"))
        == 90
    )


CLOCK = st.integers(0, 47).map(lambda n: f"{n // 2:02}:{n % 2 * 30:02}")
SPAN = st.tuples(CLOCK, CLOCK).filter(lambda pair: pair[0] != pair[1]).map(list)


@settings(max_examples=60, deadline=None)
@given(
    week=st.dictionaries(st.sampled_from(DAYS), SPAN.map(lambda span: [span]), min_size=1),
    holiday=st.integers(20, 31),
    pause=SPAN,
    zone=st.sampled_from(["Europe/Berlin", "America/Havana", "Asia/Seoul", "Atlantic/Azores"]),
    start=st.integers(0, 60 * 24 * 9),
    minutes=st.integers(0, 3000),
)
def test_sums_agree_with_asking_minute_by_minute(
    week: dict[str, list[list[str]]], holiday: int, pause: list[str], zone: str, start: int, minutes: int
) -> None:
    plain = {"tz": zone, "hours": week, "holidays": [f"2026-10-{holiday}"], "breaks": {"2026-10-25": [pause]}}
    schedule = hours.schedule_from_plain(plain)
    begin = datetime(2026, 10, 20, tzinfo=UTC) + timedelta(minutes=start)
    reached = hours.add(schedule, begin, minutes=minutes)
    assert hours.between(schedule, begin, reached) == minutes
    asked = min(reached, begin + timedelta(minutes=600))
    steps = range(0, int((asked - begin).total_seconds()), 60)
    by_minute = sum(hours.is_open(schedule, begin + timedelta(seconds=step)) for step in steps)
    assert hours.between(schedule, begin, asked) == by_minute
    back = hours.add(schedule, reached, minutes=minutes, backwards=True)
    assert hours.between(schedule, back, reached) == minutes
    assert not minutes or back >= begin
