"""The form before a conversation: what an inbox asks, and what came back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

KINDS = ("text", "email", "select", "textarea")
ANSWER = 1_000


def form(settings: Mapping[str, Any], language: str) -> list[dict[str, Any]]:
    """The fields in the active language. An inbox's own ones stand in its settings under `prechat`, with labels as
    text or by language; without them a name and an address are asked for, both free."""
    own = settings.get("prechat")
    if own is None:
        return [
            {"name": "name", "label": _("Your name"), "type": "text", "required": False},
            {"name": "email", "label": _("E-mail address"), "type": "email", "required": False},
        ]
    return [_field(field, language) for field in own if field.get("name")]


def answers(settings: Mapping[str, Any], given: Mapping[str, str] | None) -> dict[str, str]:
    """What was filled in, as far as it was asked (`name` and `email` always may be given), cut to ANSWER characters."""
    asked = {str(field.get("name")) for field in settings.get("prechat") or ()} | {"name", "email"}
    return {
        name: value.strip()[:ANSWER]
        for name, value in (given or {}).items()
        if name in asked and value.strip()
    }


def good_address(text: str) -> str:
    """A mail address in lower case, or "" if it is none."""
    text = text.strip().lower()
    try:
        validate_email(text)
    except ValidationError:
        return ""
    return text if len(text) <= 254 else ""


def _field(field: Mapping[str, Any], language: str) -> dict[str, Any]:
    kind = field.get("type")
    return {
        "name": str(field["name"]),
        "label": _said(field.get("label", field["name"]), language),
        "type": kind if kind in KINDS else "text",
        "required": bool(field.get("required")),
        "options": [
            {"value": str(option["value"]), "label": _said(option.get("label", option["value"]), language)}
            for option in field.get("options") or ()
        ],
    }


def _said(label: object, language: str) -> str:
    if isinstance(label, Mapping):
        return str(label.get(language) or label.get("en") or next(iter(label.values()), ""))
    return str(label)
