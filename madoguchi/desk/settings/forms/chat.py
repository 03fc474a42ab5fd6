"""The chat on the company's own website."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from madoguchi.core.contrast import ratio, readable_on
from madoguchi.desk.settings.forms.inboxes import InboxForm
from madoguchi.inbox.queries import InboxFacts

ORIGINS = 50
# A control must stand out from white paper (WCAG 2.2, 1.4.11).
CONTROL = 3.0
_HOST = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,20}", re.ASCII)


class ChatForm(InboxForm):
    origins = forms.CharField(
        label=_("Websites that may show the chat"),
        max_length=5_000,
        help_text=_("One a line, such as https://example.com. Other sites get no chat."),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocapitalize": "none"}),
    )
    own_colour = forms.BooleanField(label=_("Use a colour of our own"), required=False)
    accent = forms.CharField(
        label=_("Colour"),
        required=False,
        widget=forms.TextInput(attrs={"type": "color"}),
        help_text=_("For the button and what your visitors write."),
    )

    def __init__(self, *arguments: Any, facts: InboxFacts | None = None, **more: Any) -> None:
        super().__init__(*arguments, facts=facts, **more)
        own = facts.settings if facts else {}
        self.initial = dict(self.initial) | {
            "origins": "\n".join(str(origin) for origin in own.get("origins") or ()),
            "own_colour": bool(own.get("accent")),
            "accent": own.get("accent") or "#2f3b8f",
        }

    def clean_origins(self) -> list[str]:
        found = list(dict.fromkeys(_origin(line) for line in self.cleaned_data["origins"].split()))
        if len(found) > ORIGINS:
            raise forms.ValidationError(_("At most %(n)s websites.") % {"n": ORIGINS})
        return found

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("own_colour"):
            try:
                pale = ratio(values.get("accent") or "", "#ffffff") < CONTROL
            except ValueError:
                self.add_error("accent", _("Write a colour such as #2f3b8f."))
            else:
                if pale:
                    self.add_error(
                        "accent", _("This colour is too pale: a button could not be seen on white.")
                    )
        return values

    def look(self) -> dict[str, Any]:
        """The settings of the inbox; the ink on the colour follows from it."""
        data = self.cleaned_data
        accent = data["accent"] if data["own_colour"] else None
        return {
            "origins": data["origins"],
            "accent": accent,
            "on_accent": readable_on(accent) if accent else None,
        }


def _origin(line: str) -> str:
    """Scheme, host and port, as browsers send them (RFC 6454, section 6.1)."""
    try:
        parts = urlsplit(line if "://" in line else f"https://{line}")
        port, host = parts.port, (parts.hostname or "").encode("idna").decode()
    except (ValueError, UnicodeError):
        parts, port, host = urlsplit(""), None, ""
    here = host in ("localhost", "127.0.0.1")
    if not (here or _HOST.fullmatch(host)) or not (
        parts.scheme == "https" or (parts.scheme == "http" and here)
    ):
        raise forms.ValidationError(
            _now("%(line)s is no website such as https://example.com.") % {"line": line[:80]}
        )
    usual = port is None or (parts.scheme, port) in (("https", 443), ("http", 80))
    return f"{parts.scheme}://{host}" + ("" if usual else f":{port}")
