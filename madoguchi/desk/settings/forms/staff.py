"""Agents, teams and roles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madoguchi.desk.settings.forms.parts import languages_field, several
from madoguchi.people.contract import Permission, Staff
from madoguchi.people.directory import agents, roles, teams

# What each permission lets an agent do; one without words is still there to be ticked.
_WORDS = {
    Permission.ANSWER: _("Answer conversations of the own teams"),
    Permission.ASSIGN: _("Assign conversations to others"),
    Permission.SEE_ALL: _("See the conversations of every team"),
    Permission.REDACT: _("Remove what must not stand in a message"),
    Permission.REPLAY: _("See what got stuck, and run it again"),
    Permission.CANNED: _("Change prepared answers"),
    Permission.SETTINGS: _("Change these settings, agents and roles included"),
    Permission.ARTICLES_WRITE: _("Write drafts for the help centre"),
    Permission.ARTICLES_PUBLISH: _("Publish articles and change the categories of the help centre"),
    Permission.VIP: _("Mark customers as VIP"),
    Permission.AUDIT_READ: _("Read and export the audit log"),
}
PERMISSIONS = {permission: _WORDS.get(permission, str(permission)) for permission in Permission}


class AgentForm(forms.Form):
    """What an agent is for; `InviteForm` asks for the address as well."""

    public_name = forms.CharField(
        label=_("Name that customers see"), max_length=80, help_text=_("A first name is enough.")
    )
    role = forms.ChoiceField(label=_("Role"))
    teams = several(_("Teams"), ())
    languages = languages_field()

    def __init__(self, *arguments: Any, staff: Staff, **more: Any) -> None:
        super().__init__(*arguments, **more)
        role, team = self.fields["role"], self.fields["teams"]
        assert isinstance(role, forms.ChoiceField)
        assert isinstance(team, forms.ChoiceField)
        role.choices = [(str(r.id), r.name) for r in roles(staff)]
        team.choices = [(str(t.id), t.name) for t in teams(staff)]

    def values(self) -> dict[str, Any]:
        """As the actions take it."""
        data = self.cleaned_data
        return {
            "public_name": data["public_name"],
            "role_id": int(data["role"]),
            "team_ids": [int(team) for team in data["teams"]],
            "languages": data["languages"],
        }


class InviteForm(AgentForm):
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, help_text=_("The invitation goes there.")
    )
    field_order = ("email", "public_name", "role", "teams", "languages")


class ResetFactorForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("For example: telephone lost, identity checked by video."),
    )


class TeamForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=100)
    languages = languages_field()
    members = several(_("Members"), ())

    def __init__(self, *arguments: Any, staff: Staff, **more: Any) -> None:
        super().__init__(*arguments, **more)
        members = self.fields["members"]
        assert isinstance(members, forms.ChoiceField)
        members.choices = [(str(a.id), a.name) for a in agents(staff) if a.active]


class RoleForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=100)
    permissions = several(_("What agents with this role may do"), PERMISSIONS.items())  # type: ignore[arg-type]
