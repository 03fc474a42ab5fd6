import pytest
from django.template import engines

from madoguchi.core.faces import HUES, cut_middle, hue, initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ada Park", "AP"),
        ("lena", "L"),
        ("田中 ゆき", "田"),
        ("김서연", "김"),
        ("Владимир К.", "В"),
        ("  ", "?"),
    ],
)
def test_initials_fit_the_script_of_the_name(name, letters):
    assert initials(name) == letters


def test_a_person_keeps_one_colour():
    assert hue("kim") == hue("kim")
    assert all(0 <= hue(str(n)) < HUES for n in range(100))


def test_long_addresses_lose_their_middle_and_short_ones_nothing():
    assert cut_middle("bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh") == "bc1qxy2k…hx0wlh"
    assert cut_middle("104882310") == "104882310"


def test_a_hostile_address_stays_text():
    page = engines["django"].from_string("{% load madoguchi %}{% address value %}")
    shown = page.render({"value": '"><script>alert(1)</script>'})
    assert "<script" not in shown
    assert 'dir="ltr"' in shown
