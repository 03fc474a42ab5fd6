"""`{% load forms %}`: a form's field and its summary of errors, in our own markup."""

from __future__ import annotations

from typing import Any

from django import forms, template
from django.forms import BoundField

register = template.Library()

_SELECTS = (forms.Select, forms.SelectMultiple)
_CHOICES = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)


@register.inclusion_tag("core/_field.html")
def field(
    bound: BoundField, label: str = "", hint: str | None = None, optional: bool = True
) -> dict[str, Any]:
    """`{% field form.email %}`: label, hint, error and control, tied together for those who cannot see them.

    `hint=""` shows none; `optional=False` leaves the word out where a form asks nothing but this.
    """
    widget = bound.field.widget
    # A placeholder vanishes when it is needed; the label says what to write.
    widget.attrs.pop("placeholder", None)
    said = bound.help_text if hint is None else hint
    attrs: dict[str, Any] = {}
    if not isinstance(widget, _CHOICES):
        attrs["class"] = "select" if isinstance(widget, _SELECTS) else "input"
    described = [f"{bound.auto_id}_hint"] if said else []
    if bound.errors:
        described.append(f"{bound.auto_id}_error")
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return {
        "field": bound,
        "label": label or bound.label,
        "hint": said,
        "optional": optional and not bound.field.required,
        "checkbox": isinstance(widget, forms.CheckboxInput),
        "control": bound.as_widget(attrs=attrs),
    }


@register.inclusion_tag("core/_error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """Every problem of the form on top, each a link to its field; nothing where there is none."""
    problems = [
        {"target": form[name].auto_id if name in form.fields else "", "text": text}
        for name, texts in form.errors.items()
        for text in texts
    ]
    return {"problems": problems}
