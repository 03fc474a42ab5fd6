"""Countries as articles that come from elsewhere name them."""

from __future__ import annotations

from collections.abc import Iterable

from madoguchi.helpcenter.contract import HelpcenterError
from madoguchi.languages.countries import country_called


def countries_of(named: Iterable[str], language: str) -> list[str]:
    """Two letters (ISO 3166) for each, by its letters or by its name in this language or in English.

    Raises HelpcenterError for what is no country.
    """
    found = {name: country_called(name, language) for name in named}
    for name, code in found.items():
        if not code:
            raise HelpcenterError(f"{name!r} is no country: say it by two letters (ISO 3166) or by its name")
    return list(dict.fromkeys(found.values()))
