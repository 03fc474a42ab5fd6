"""What every inbox is asked, whatever its channel."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madoguchi.company.queries import calendars
from madoguchi.desk.settings.forms.parts import languages_field
from madoguchi.inbox.queries import InboxFacts
from madoguchi.people.contract import Staff
from madoguchi.people.directory import teams


class InboxForm(forms.Form):
    """Name, team, hours, languages; a channel adds its own fields."""

    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("How your agents call it."))
    team = forms.ChoiceField(
        label=_("Team"), help_text=_("Who answers what comes in here, unless a rule says otherwise.")
    )
    calendar = forms.ChoiceField(label=_("Opening hours"), required=False)
    languages = languages_field()
    enabled = forms.BooleanField(
        label=_("Open"), required=False, initial=True, help_text=_("A closed inbox takes nothing in.")
    )

    def __init__(self, *arguments: Any, staff: Staff, facts: InboxFacts | None = None, **more: Any) -> None:
        more["initial"] = (more.get("initial") or {}) | (_initial(facts) if facts else {})
        super().__init__(*arguments, **more)
        team, calendar, languages = (self.fields[name] for name in ("team", "calendar", "languages"))
        assert isinstance(team, forms.ChoiceField)
        assert isinstance(calendar, forms.ChoiceField)
        team.choices = [(str(t.id), t.name) for t in teams(staff)]
        calendar.choices = [("", _("Always open")), *((str(c.id), c.name) for c in calendars())]
        languages.help_text = _("Those in which you answer here; none ticked: those of the company.")

    def common(self) -> dict[str, Any]:
        """The fields of every inbox, as the action takes them."""
        data = self.cleaned_data
        return {
            "name": data["name"],
            "team_id": int(data["team"]),
            "calendar_id": int(data["calendar"]) if data["calendar"] else None,
            "languages": data["languages"],
            "enabled": data["enabled"],
        }


def _initial(facts: InboxFacts) -> dict[str, Any]:
    return {
        "name": facts.name,
        "team": str(facts.team_id or ""),
        "calendar": str(facts.calendar_id or ""),
        "languages": list(facts.languages),
        "enabled": facts.enabled,
    }
