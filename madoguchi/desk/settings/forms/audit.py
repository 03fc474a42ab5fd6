"""Which entries of the audit log somebody wants to see."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madoguchi.audit.contract import Wanted
from madoguchi.desk.settings.acts import ACTS, who
from madoguchi.people.queries import agents_by_name


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, input_formats=["%Y-%m-%d"])


class AuditForm(forms.Form):
    """By GET, so that a view of the log has an address; days are days in UTC, both included."""

    actor = forms.ChoiceField(label=_("Who"), required=False)
    action = forms.ChoiceField(label=_("What"), required=False)
    subject = forms.CharField(
        label=_("To what"), required=False, max_length=120, widget=forms.TextInput(attrs={"dir": "ltr"})
    )
    since = _day(_("First day"))
    until = _day(_("Last day"))

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        asked = str(data.get("actor", ""))[:80]
        agents = [(f"agent:{id}", name) for id, name in agents_by_name()]
        people = [*agents, ("system", who(["system"])["system"])]
        if asked and asked not in dict(people):
            people.append((asked, who([asked])[asked]))
        acts = sorted(
            ((code, str(words)) for code, words in ACTS.items()), key=lambda pair: pair[1].casefold()
        )
        other = str(data.get("action", ""))[:60]
        if other and other not in ACTS:
            acts.append((other, other))
        for name, choices in (("actor", people), ("action", acts)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("All")), *choices]

    def wanted(self) -> Wanted | None:
        """None if what was asked for cannot be read."""
        if not self.is_valid():
            return None
        found = self.cleaned_data
        last = found["until"]
        return Wanted(
            found["actor"],
            found["action"],
            found["subject"].strip(),
            _begin(found["since"]) if found["since"] else None,
            _begin(last + timedelta(days=1)) if last and last < date.max else None,
        )


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
