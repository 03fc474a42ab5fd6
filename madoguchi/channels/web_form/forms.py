"""The contact form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from madoguchi.channels.web_form.once import new_once, read_once
from madoguchi.channels.web_form.topics import Field, Topic
from madoguchi.files.actions import store_upload
from madoguchi.files.inspect import Refusal
from madoguchi.inbox.contract import InboundFile
from madoguchi.languages import LANGUAGES


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class FilesField(forms.FileField):
    """Any number of files up to FILES_PER_MESSAGE; each is looked into and stored, or refused in plain words."""

    widget = ManyFiles

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    def clean(self, data: Any, initial: Any = None) -> tuple[InboundFile, ...]:
        sent: list[UploadedFile[bytes]] = [one for one in data or [] if one]
        if len(sent) > settings.FILES_PER_MESSAGE:
            limit = {"limit": settings.FILES_PER_MESSAGE}
            raise forms.ValidationError(_("Attach at most %(limit)s files."), params=limit)
        return tuple(self._store(one) for one in sent)

    def _store(self, one: UploadedFile[bytes]) -> InboundFile:
        name, claimed = one.name or "file", one.content_type or ""
        if (one.size or 0) > settings.FILE_BYTES:
            limit = {"name": name, "limit": settings.FILE_BYTES // 1_000_000}
            raise forms.ValidationError(_("%(name)s is too large: at most %(limit)s MB."), params=limit)
        try:
            stored = store_upload(name=name, content=one.read(), content_type=claimed, uploader="portal")
        except Refusal as refused:
            raise forms.ValidationError(str(refused)) from None
        return InboundFile(name=name, content_type=claimed, stored_id=stored)


class ContactForm(forms.Form):
    """Asks what is needed for one topic. `knows_mail`: the customer's address is known from his sign-in."""

    name = forms.CharField(label=_("Your name"), required=False, max_length=150)
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The answer comes here. Use the address of your account if you can."),
        max_length=254,
        error_messages={
            "required": _("Write your e-mail address, so that we can answer"),
            "invalid": _("Write your e-mail address with an @ and a dot, like name@example.com"),
        },
    )
    language = forms.ChoiceField(label=_("Language of the answer"), choices=LANGUAGES)
    subject = forms.CharField(label=_("What is it about, in a few words?"), required=False, max_length=200)
    text = forms.CharField(
        label=_("What happened?"),
        help_text=_("What you did and what you saw. Never send passwords, codes or recovery phrases."),
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Write what happened")},
    )
    attachments = FilesField(label=_("Files"))
    website = forms.CharField(label=_("Leave this empty"), required=False)
    once = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, topic: Topic, knows_mail: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.topic = topic
        self.label_suffix = ""
        self.fields["text"].max_length = settings.MESSAGE_CHARACTERS  # type: ignore[attr-defined]
        self.fields["text"].widget.attrs["maxlength"] = settings.MESSAGE_CHARACTERS
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs.update({"autocomplete": "email", "spellcheck": "false"})
        self.fields["website"].widget.attrs.update({"autocomplete": "off", "tabindex": "-1"})
        if knows_mail:
            del self.fields["email"], self.fields["name"]
        for extra in topic.fields:
            self.fields[_name(extra)] = _field(extra)
        if not self.is_bound:
            self.fields["once"].initial = new_once()

    @property
    def extra(self) -> list[forms.BoundField]:
        """The fields of the topic."""
        return [self[_name(extra)] for extra in self.topic.fields]

    def facts(self) -> dict[str, str]:
        """What was written into the topic's fields."""
        written = {extra.key: str(self.cleaned_data.get(_name(extra), "")) for extra in self.topic.fields}
        return {key: value for key, value in written.items() if value}

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave this field empty; it is there to keep programs out"))
        return ""

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text) > settings.MESSAGE_CHARACTERS:
            limit = {"limit": settings.MESSAGE_CHARACTERS}
            raise forms.ValidationError(_("The text is too long: at most %(limit)s characters"), params=limit)
        return text

    def clean_once(self) -> str:
        read = read_once(self.cleaned_data["once"])
        if read is None:
            self._renew()
            raise forms.ValidationError(
                _("This page was open for a long time. Check what you wrote and send it again.")
            )
        key, seconds = read
        if seconds < settings.FORM_SECONDS:
            raise forms.ValidationError(_("That was very quick. Check what you wrote and send it again."))
        return key

    def _renew(self) -> None:
        values = QueryDict(mutable=True)
        values.update(self.data)
        values["once"] = new_once()
        self.data = values


def _name(extra: Field) -> str:
    return f"field_{extra.key}"


def _field(extra: Field) -> forms.CharField:
    attrs = {"autocomplete": "off"}
    if extra.kind == "code":
        attrs |= {"spellcheck": "false", "data-mono": ""}
    if extra.kind == "amount":
        attrs |= {"inputmode": "decimal"}
    if extra.suggestions:
        attrs |= {"list": f"suggestions-{extra.key}"}
    return forms.CharField(
        label=str(extra.label),
        help_text=str(extra.hint),
        required=False,
        max_length=extra.limit,
        widget=forms.TextInput(attrs=attrs),
    )
