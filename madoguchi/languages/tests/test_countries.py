"""Countries are found by every name that CLDR has for them."""

from __future__ import annotations

import pytest

from madoguchi.languages import CODES
from madoguchi.languages.countries import countries_said, country_called, country_names


@pytest.mark.parametrize("language", [*CODES, "ar"])
def test_every_country_is_found_by_its_name_in_the_language_in_english_and_by_its_letters(language: str):
    names = country_names(language)
    assert len(names) == 250
    for code, name in names.items():
        assert country_called(name, language) == code
        assert country_called(country_names("en")[code].upper(), language) == code
        assert country_called(f" {code.lower()} ", language) == code
    assert len(set(names.values())) == len(names)


def test_what_is_no_country_is_none():
    for name in ("", "EU", "Europe", "ZZ", "Atlantis", "J", "JPN", "'; DROP TABLE", "\0"):
        assert country_called(name, "en") == ""


def test_spelling_may_be_a_little_different():
    assert country_called("cote d'ivoire", "en") == "CI"
    assert country_called("ｊａｐａｎ", "ja") == "JP"
    assert country_called("日本", "ja") == "JP"
    assert country_called("Бонэйр, Синт-Эстатиус и Саба", "ru") == "BQ"
    assert country_names("tlh")["JP"] == "Japan"


def test_countries_are_listed_as_one_says_them_and_a_strange_code_stays():
    assert countries_said(["JP", "BR"], "en") == "Japan and Brazil"
    assert countries_said(["JP", "BR", "XX"], "zh-hans") == "日本、巴西和XX"
    assert countries_said([], "ru") == ""
