"""A company chooses its colour; what is written on it can always be read."""

from __future__ import annotations

import itertools

import pytest

from madoguchi.core.contrast import ratio, readable_on


def test_black_on_white_is_the_most_there_is() -> None:
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert ratio("#aabbcc", "#AABBCC") == 1


def test_something_can_be_read_on_every_colour() -> None:
    steps = ("00", "33", "66", "99", "cc", "ff")
    for parts in itertools.product(steps, repeat=3):
        ground = "#" + "".join(parts)
        assert ratio(readable_on(ground), ground) >= 4.5


@pytest.mark.parametrize("wrong", ["", "red", "#fff", "#12345g", "#1234567", "url(x)"])
def test_what_is_no_colour(wrong: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        ratio(wrong, "#ffffff")
