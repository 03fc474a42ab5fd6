"""The pages of the settings, in the order in which an installation is set up."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from madoguchi.people.contract import Permission, Staff


@dataclass(frozen=True, slots=True)
class Item:
    key: str
    route: str
    label: str | Promise
    icon: str
    permission: Permission = Permission.SETTINGS

    @property
    def url(self) -> str:
        return reverse(self.route)


ITEMS = (
    Item("start", "desk:settings", _("First steps"), "list"),
    Item("company", "desk:settings_company", _("Company"), "building-2"),
    Item("hours", "desk:settings_hours", _("Opening hours"), "calendar-clock"),
    Item("agents", "desk:settings_agents", _("Agents"), "user"),
    Item("teams", "desk:settings_teams", _("Teams"), "users"),
    Item("roles", "desk:settings_roles", _("Roles"), "key-round"),
    Item("inboxes", "desk:settings_inboxes", _("Inboxes"), "inbox"),
    Item("official", "desk:settings_official", _("Official channels"), "stamp"),
    Item("canned", "desk:settings_canned", _("Prepared answers"), "zap", Permission.CANNED),
    Item("rules", "desk:settings_rules", _("Routing rules"), "split"),
    Item("audit", "desk:settings_audit", _("Audit log"), "history", Permission.AUDIT_READ),
)


def items_for(staff: Staff) -> list[Item]:
    """The pages that this agent may open."""
    return [item for item in ITEMS if staff.may(item.permission)]
