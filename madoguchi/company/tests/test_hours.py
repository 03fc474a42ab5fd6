"""A counter in Tokyo with a lunch break and a night shift, and what its customers are told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from madoguchi.company import hours

TOKYO = {
    "tz": "Asia/Tokyo",
    "hours": {
        "mon": [["09:00", "12:00"], ["13:00", "18:00"]],
        "tue": [["09:00", "12:00"], ["13:00", "18:00"]],
        "fri": [["09:00", "12:00"], ["22:00", "02:00"]],
    },
    "holidays": ["2026-05-04"],
    "shifts": {"2026-05-06": [["10:00", "11:00"]], "2026-05-12": []},
    "breaks": {"2026-05-05": [["10:00", "10:15"]]},
}


@pytest.fixture
def tokyo() -> hours.Schedule:
    return hours.schedule_from_plain(TOKYO)


def at(schedule: hours.Schedule, text: str) -> datetime:
    return hours.from_local(datetime.fromisoformat(text), schedule.timezone)


def local(schedule: hours.Schedule, moment: datetime | None) -> str:
    assert moment is not None
    return hours.to_local(moment, schedule.timezone).strftime("%a %m-%d %H:%M")


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2026-05-11T09:00:00", True),
        ("2026-05-11T12:00:00", False),
        ("2026-05-11T12:59:59", False),
        ("2026-05-11T13:00:00", True),
        ("2026-05-11T18:00:00", False),
        ("2026-05-08T23:59:59", True),
        ("2026-05-09T01:59:59", True),
        ("2026-05-09T02:00:00", False),
        ("2026-05-09T10:00:00", False),
        ("2026-05-04T10:00:00", False),
        ("2026-05-06T10:30:00", True),
        ("2026-05-12T10:00:00", False),
        ("2026-05-05T10:05:00", False),
        ("2026-05-05T10:15:00", True),
    ],
)
def test_open_from_the_first_second_to_the_last(tokyo: hours.Schedule, when: str, expected: bool) -> None:
    assert hours.is_open(tokyo, at(tokyo, when)) is expected


def test_next_opening_passes_over_holiday(tokyo: hours.Schedule) -> None:
    assert local(tokyo, hours.next_open(tokyo, at(tokyo, "2026-05-02T02:00:00"))) == "Tue 05-05 09:00"
    now = at(tokyo, "2026-05-05T09:30:00")
    assert hours.next_open(tokyo, now) == now


def test_promise_runs_over_lunch_break_and_night(tokyo: hours.Schedule) -> None:
    assert local(tokyo, hours.add(tokyo, at(tokyo, "2026-05-05T09:50:00"), minutes=20)) == "Tue 05-05 10:25"
    assert local(tokyo, hours.add(tokyo, at(tokyo, "2026-05-08T11:30:00"), minutes=240)) == "Sat 05-09 01:30"
    assert local(tokyo, hours.add(tokyo, at(tokyo, "2026-05-11T09:00:00"), minutes=180)) == "Mon 05-11 12:00"
    assert local(tokyo, hours.add(tokyo, at(tokyo, "2026-05-11T12:00:00"), minutes=0)) == "Mon 05-11 13:00"
    assert (
        local(tokyo, hours.add(tokyo, at(tokyo, "2026-05-11T13:00:00"), minutes=0, backwards=True))
        == "Mon 05-11 12:00"
    )
    assert local(tokyo, hours.add(tokyo, at(tokyo, "2026-05-11T09:30:00"), minutes=-60)) == "Sat 05-09 01:30"


def test_between_counts_open_minutes_both_ways(tokyo: hours.Schedule) -> None:
    friday, saturday = at(tokyo, "2026-05-08T00:00:00"), at(tokyo, "2026-05-09T12:00:00")
    assert hours.between(tokyo, friday, saturday) == 7 * 60
    assert hours.between(tokyo, saturday, friday) == -7 * 60
    assert (
        hours.between(tokyo, at(tokyo, "2026-05-04T00:00:00"), at(tokyo, "2026-05-07T00:00:00"))
        == 8 * 60 - 15 + 60
    )


def test_business_days_keep_the_clock_time(tokyo: hours.Schedule) -> None:
    assert local(tokyo, hours.add_days(tokyo, at(tokyo, "2026-05-01T10:30:00"), days=2)) == "Wed 05-06 10:30"
    assert local(tokyo, hours.add_days(tokyo, at(tokyo, "2026-05-06T10:30:00"), days=-2)) == "Fri 05-01 10:30"
    assert local(tokyo, hours.add_days(tokyo, at(tokyo, "2026-05-11T20:00:00"), days=1)) == "Fri 05-15 22:00"
    assert local(tokyo, hours.add_days(tokyo, at(tokyo, "2026-05-10T20:00:00"), days=0)) == "Mon 05-11 09:00"


def test_open_intervals_join_over_midnight(tokyo: hours.Schedule) -> None:
    found = hours.open_intervals(tokyo, at(tokyo, "2026-05-08T11:00:00"), at(tokyo, "2026-05-09T01:00:00"))
    assert [(local(tokyo, o.start), local(tokyo, o.end)) for o in found] == [
        ("Fri 05-08 11:00", "Fri 05-08 12:00"),
        ("Fri 05-08 22:00", "Sat 05-09 01:00"),
    ]


def test_night_before_a_holiday_runs_to_its_end() -> None:
    night = hours.schedule_from_plain(
        {
            "tz": "UTC",
            "hours": {"thu": [["22:00", "06:00"]], "fri": [["22:00", "06:00"]]},
            "holidays": ["2027-01-01"],
        }
    )
    assert hours.is_open(night, datetime(2027, 1, 1, 5, 59, tzinfo=UTC))
    assert not hours.is_open(night, datetime(2027, 1, 1, 22, 0, tzinfo=UTC))
    assert not hours.is_open(night, datetime(2027, 1, 2, 5, 0, tzinfo=UTC))


def test_schedule_that_never_opens_says_so_at_once() -> None:
    never = hours.schedule_from_plain({"tz": "UTC", "hours": {}})
    now = datetime(2026, 5, 1, tzinfo=UTC)
    assert hours.next_open(never, now) is None
    assert hours.between(never, now, now + timedelta(days=365)) == 0
    for backwards in (True, False):
        with pytest.raises(hours.NeverOpens):
            hours.add(never, now, minutes=1, backwards=backwards)
    with pytest.raises(hours.NeverOpens):
        hours.add_days(never, now, days=1)


def test_special_days_alone_open_an_empty_week() -> None:
    once = hours.schedule_from_plain({"tz": "UTC", "shifts": {"2090-05-01": [["23:00", "01:00"]]}})
    now = datetime(2026, 5, 1, tzinfo=UTC)
    assert hours.next_open(once, now) == datetime(2090, 5, 1, 23, tzinfo=UTC)
    assert hours.previous_close(once, datetime(2100, 1, 1, tzinfo=UTC)) == datetime(
        2090, 5, 2, tzinfo=UTC
    ) + timedelta(hours=1)
    with pytest.raises(hours.NeverOpens):
        hours.add(once, now, minutes=121)


def test_amounts_beyond_reason_are_refused() -> None:
    always = hours.schedule_from_plain({"tz": "UTC", "hours": {"mon": [["00:00", "24:00"]]}})
    now = datetime(2026, 5, 1, tzinfo=UTC)
    for minutes in (float("nan"), float("inf"), 1e12):
        with pytest.raises(hours.HoursError):
            hours.add(always, now, minutes=minutes)
    with pytest.raises(hours.HoursError):
        hours.between(always, now, datetime(2999, 1, 1, tzinfo=UTC))
    with pytest.raises(hours.HoursError):
        hours.is_open(always, datetime(2026, 5, 1))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"tz": "Mars/Olympus"}, "not a known time zone"),
        ({"tz": "../../etc/passwd"}, "not a known time zone"),
        ({"tz": None}, "needs a time zone"),
        ({"hours": {"monday": []}}, "not a day of the week"),
        ({"hours": {"mon": [["9", "17:00"]]}}, "'9' is not a time of day"),
        ({"hours": {"mon": [["09:00", "24:01"]]}}, "not a time of day"),
        ({"hours": {"mon": [["24:00", "09:00"]]}}, "can only end"),
        ({"hours": {"mon": [["09:00", "09:00"]]}}, "whole day is 00:00 to 24:00"),
        ({"hours": {"mon": [["09:00"]]}}, "a pair"),
        ({"hours": {"mon": [["09:00", "12:00"], ["11:00", "13:00"]]}}, "overlap"),
        ({"hours": [1]}, "hours must be an object"),
        ({"holidays": ["1 May"]}, "not a date"),
        ({"shifts": {"2026-13-01": []}}, "not a date"),
        ({"breaks": {"2026-05-01": "noon"}}, "must be a list"),
        ({"holidays": ["0001-01-01"]}, "between the years"),
    ],
)
def test_mistakes_are_named_in_plain_words(change: dict[str, object], words: str) -> None:
    with pytest.raises(hours.HoursError, match=words):
        hours.schedule_from_plain(TOKYO | change)


def test_plain_form_reads_back_to_the_same_schedule(tokyo: hours.Schedule) -> None:
    assert hours.schedule_from_plain(hours.schedule_to_plain(tokyo)) == tokyo
