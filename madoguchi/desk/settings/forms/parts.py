"""Fields that several forms of the settings share."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from madoguchi.languages import LANGUAGES


def languages_field(*, required: bool = False) -> forms.MultipleChoiceField:
    """Several of the languages in use, as boxes to tick."""
    return forms.MultipleChoiceField(
        label=_("Languages"),
        choices=LANGUAGES,
        required=required,
        widget=forms.CheckboxSelectMultiple,
    )


def several(label: object, choices: Iterable[tuple[object, str]]) -> forms.MultipleChoiceField:
    """Any number of rows of the database, as boxes to tick."""
    return forms.MultipleChoiceField(
        label=label,  # type: ignore[arg-type]  # a lazy translation is text when it is drawn
        choices=[(str(value), name) for value, name in choices],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
