"""One entry of the register of official channels."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from madoguchi.trust.lookalike import MAX_VALUE
from madoguchi.trust.queries import kinds


class OfficialChannelForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it is"), choices=kinds)
    value = forms.CharField(
        label=_("Address, number or name"),
        max_length=MAX_VALUE,
        help_text=_("A domain counts with all below it. For an account give the address of the profile."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=200, help_text=_("Customers read it beside the entry.")
    )
