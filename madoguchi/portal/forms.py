"""What customers fill in, besides the contact form."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from madoguchi.channels.web_form.forms import FilesField
from madoguchi.languages import LANGUAGES
from madoguchi.trust.lookalike import MAX_VALUE


class AnswerForm(forms.Form):
    text = forms.CharField(label=_("Your message"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    attachments = FilesField(label=_("Files"))
    client_id = forms.UUIDField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        text = values.get("text", "")
        if not text.strip() and not values.get("attachments") and "attachments" not in self.errors:
            self.add_error("text", _("Write something, or attach a file"))
        if len(text) > settings.MESSAGE_CHARACTERS:
            limit = {"limit": settings.MESSAGE_CHARACTERS}
            error = forms.ValidationError(
                _("The text is too long: at most %(limit)s characters"), params=limit
            )
            self.add_error("text", error)
        return values


class OfficialForm(forms.Form):
    """One value that claims to be ours."""

    value = forms.CharField(
        label=_("Address, number or account"),
        help_text=_(
            "For example a link, a sender, a phone number or @name. Copy it exactly; do not open it."
        ),
        max_length=MAX_VALUE,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "dir": "auto"}
        ),
    )


def _zones() -> list[tuple[str, str]]:
    places = (zone for zone in available_timezones() if "/" in zone)
    named = sorted(zone for zone in places if not zone.startswith(("Etc/", "posix", "right", "SystemV")))
    return [("", "—"), ("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in named)]


class ProfileForm(forms.Form):
    name = forms.CharField(label=_("Your name"), required=False, max_length=150)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("Times on these pages and in our mails are shown in it."),
        choices=lazy(_zones, list),
        required=False,
    )
    receipts = forms.BooleanField(
        label=_("Send me a receipt when I write through the form"),
        help_text=_("Answers always come by e-mail, whatever you choose here."),
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""
        self.fields["name"].widget.attrs["autocomplete"] = "name"


class SignInForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        error_messages={
            "required": _("Write your e-mail address"),
            "invalid": _("Write your e-mail address with an @ and a dot, like name@example.com"),
        },
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""
        self.fields["email"].widget.attrs.update({"autocomplete": "email", "spellcheck": "false"})
