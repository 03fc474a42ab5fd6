"""Lists that authors type with commas between: words, and countries by their names."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from madoguchi.helpcenter.actions.synonyms import words_of
from madoguchi.languages.countries import country_called, country_names

CHARACTERS = 4_000
# So many commas a country's name may have: “Бонэйр, Синт-Эстатиус и Саба”.
_COMMAS = 2
_BETWEEN = re.compile(r"[,;\n、，；،]")


class WordsField(forms.CharField):
    """A list of texts, each once."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=CHARACTERS, **options)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        return self.listed(super().clean(value))

    def listed(self, typed: str) -> list[str]:
        """The entries of what was typed. Raises ValidationError."""
        return words_of(typed)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.clean(data) != list(initial or []))
        except ValidationError:
            return True


class CountriesField(WordsField):
    """Two-letter codes (ISO 3166-1), shown as names in the author's language; typed as names or codes."""

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        names = country_names(_language())
        return ", ".join(names.get(str(code), str(code)) for code in value)

    def listed(self, typed: str) -> list[str]:
        parts = [part for part in (" ".join(part.split()) for part in _BETWEEN.split(typed)) if part]
        found: dict[str, None] = {}
        while parts:
            code, taken = _first(parts)
            found[code] = None
            del parts[:taken]
        return list(found)


def _first(parts: list[str]) -> tuple[str, int]:
    """The country that stands first, and how many parts its name takes. Raises ValidationError."""
    for taken in range(min(len(parts), _COMMAS + 1), 0, -1):
        if code := country_called(", ".join(parts[:taken]), _language()):
            return code, taken
    raise ValidationError(_unknown(parts[0][:60]))


def _unknown(typed: str) -> str:
    names = country_names(_language())
    by_key = {name.casefold(): name for name in names.values()}
    if near := get_close_matches(typed.casefold(), by_key, n=1, cutoff=0.7):
        return _("“%(typed)s” is no country. Did you mean %(name)s?") % {
            "typed": typed,
            "name": by_key[near[0]],
        }
    return _(
        "“%(typed)s” is no country. Write its name, such as %(name)s, or its two letters, such as JP."
    ) % {
        "typed": typed,
        "name": names["JP"],
    }


def _language() -> str:
    return get_language() or "en"
