"""The company as customers see it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from madoguchi.desk.settings.forms.parts import languages_field
from madoguchi.languages import LANGUAGES


class CompanyForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=100, help_text=_("As customers know it, for example Hoshi Exchange.")
    )
    site = forms.URLField(
        label=_("Website"),
        required=False,
        assume_scheme="https",
        help_text=_("For example https://example.com"),
    )
    languages = languages_field(required=True)
    default_language = forms.ChoiceField(
        label=_("Language where none is known"), choices=LANGUAGES, initial="en"
    )
    legal_name = forms.CharField(label=_("Registered name"), max_length=200, required=False)
    country = forms.CharField(
        label=_("Country"),
        max_length=2,
        required=False,
        validators=[RegexValidator("^[A-Za-z]{2}$", _("Write two letters, such as JP."))],
        help_text=_("Two letters, such as JP"),
    )
    address = forms.CharField(
        label=_("Postal address"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        languages = values.get("languages")
        if languages and values.get("default_language") not in languages:
            self.add_error("default_language", _("This language is not among those ticked above."))
        if values.get("legal_name") and not values.get("country") and "country" not in self.errors:
            self.add_error("country", _("Say in which country it is registered."))
        return values
