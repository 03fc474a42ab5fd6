"""Countries by their two letters (ISO 3166-1 alpha-2) and their names in a language (Unicode CLDR)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.lists import format_list

# What CLDR names beside countries: islands without a code of their own, unions, tests, and nowhere.
_NO_COUNTRIES = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]
)


@cache
def country_names(language: str) -> dict[str, str]:
    """The name of each country in one of our languages (in English where CLDR lacks it), by its two letters.

    Kosovo is there as XK, which ISO 3166 leaves to users and which everybody uses.
    """
    english = _territories("en")
    return {
        code: _territories(language).get(code, name)
        for code, name in sorted(english.items())
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES
    }


def country_called(name: str, language: str) -> str:
    """The two letters of a country by its name in this language or in English, or by themselves; "" for none.

    Case, accents and width do not matter.
    """
    wanted = _folded(name)
    return _by_name(language).get(wanted) or _by_name("en").get(wanted, "")


def countries_said(codes: Iterable[str], language: str) -> str:
    """These countries as one would list them in a sentence; a code that is none stays as it is."""
    names = country_names(language)
    said: str = format_list([names.get(code, code) for code in codes], locale=language.replace("-", "_"))
    return said


@cache
def _by_name(language: str) -> dict[str, str]:
    names = country_names(language)
    return {_folded(name): code for code, name in names.items()} | {code.casefold(): code for code in names}


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold().replace("’", "'")
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


def _territories(language: str) -> dict[str, str]:
    try:
        found: dict[str, str] = dict(Locale.parse(language, sep="-").territories)
    except (UnknownLocaleError, ValueError):
        return {}
    return found
