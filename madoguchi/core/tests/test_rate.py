"""Limits against abuse: exact, fair at the turn of a window, and nobody pays for another."""

from __future__ import annotations

import time

import pytest
from django.core.cache import cache

from madoguchi.core.rate import allow, parse_rate


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1_000_000_200.0]
    monkeypatch.setattr(time, "time", lambda: now[0])
    return now


def test_ten_pass_and_the_eleventh_is_told_when(clock: list[float]) -> None:
    assert [allow("form:kim", "10/10m") for _ in range(10)] == [None] * 10
    wait = allow("form:kim", "10/10m")
    assert wait is not None
    assert 1 <= wait <= 600
    assert allow("form:yuki", "10/10m") is None


def test_a_cost_counts_as_often(clock: list[float]) -> None:
    assert allow("upload:kim", "10/1m", cost=8) is None
    assert allow("upload:kim", "10/1m", cost=3) is not None
    assert allow("upload:kim", "10/1m", cost=2) is None


def test_the_turn_of_a_window_gives_no_second_helping(clock: list[float]) -> None:
    clock[0] = 600 * 1_700_000 + 599
    assert [allow("k", "10/10m") for _ in range(10)] == [None] * 10
    clock[0] += 2
    assert allow("k", "10/10m") is not None
    clock[0] += 600
    assert allow("k", "10/10m") is None


def test_who_keeps_trying_gets_in_when_the_time_is_over(clock: list[float]) -> None:
    for _ in range(50):
        allow("k", "5/1m")
    clock[0] += 121
    assert allow("k", "5/1m") is None


@pytest.mark.parametrize("bad", ["", "10", "10/", "10/0m", "x/1m", "10/10w", "-1/1m", "10/10m/ip"])
def test_a_rate_that_cannot_be_read_is_named(bad: str) -> None:
    with pytest.raises(ValueError, match="not a rate"):
        parse_rate(bad)


def test_a_rate_without_a_number_is_one_unit() -> None:
    assert parse_rate("30/m") == (30, 60)
