"""What somebody fills in who takes his seat as an agent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from madoguchi.people.models import User


class SeatForm(forms.Form):
    """A name and a password. `email` is that of the link: nobody types it, and no password may resemble it."""

    name = forms.CharField(label=_("Name that customers see"), max_length=80)
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 12 characters. A few words in a row are easy to remember and hard to guess."),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Password, once more"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *arguments: Any, email: str, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._email = email
        self.fields["name"].widget.attrs["autocomplete"] = "name"

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        password, again = values.get("password"), values.get("again")
        if password and again and password != again:
            self.add_error("again", _("The two passwords differ."))
        elif password:
            try:
                validate_password(password, User(email=self._email, name=values.get("name", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return values
