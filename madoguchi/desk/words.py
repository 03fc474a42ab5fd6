"""What facts are called on the desk, in the active language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from madoguchi.channels.web_form.topics import BY_KEY, NAMED
from madoguchi.inbox.contract import Entry, Head
from madoguchi.inbox.secrets import named

STATUSES = {
    "new": gettext_lazy("New"),
    "open": pgettext_lazy("status", "Open"),
    "pending": gettext_lazy("Waiting for customer"),
    "snoozed": pgettext_lazy("status", "Snoozed"),
    "resolved": gettext_lazy("Resolved"),
    "closed": pgettext_lazy("status", "Closed"),
    "spam": gettext_lazy("Spam"),
}
STATUS_ICONS = {
    "new": "circle",
    "open": "circle-dot",
    "pending": "circle-pause",
    "snoozed": "alarm-clock",
    "resolved": "circle-check",
    "closed": "archive",
    "spam": "ban",
}
PRIORITIES = {
    1: pgettext_lazy("priority", "Urgent"),
    2: pgettext_lazy("priority", "High"),
    3: pgettext_lazy("priority", "Normal"),
    4: pgettext_lazy("priority", "Low"),
}
VIEWS = {
    "mine": (gettext_lazy("Mine"), "user"),
    "unassigned": (gettext_lazy("Unassigned"), "inbox"),
    "team": (pgettext_lazy("view", "Team"), "users"),
    "all": (gettext_lazy("All"), "messages-square"),
    "snoozed": (pgettext_lazy("view", "Snoozed"), "alarm-clock"),
    "closed": (pgettext_lazy("view", "Closed"), "archive"),
    "spam": (gettext_lazy("Spam"), "ban"),
}
# The two directions in which a view can be read, the usual one first.
_WAITING = (gettext_lazy("Longest waiting first"), gettext_lazy("Newest first"))
SORTS = {
    "all": _WAITING,
    "snoozed": (gettext_lazy("First to wake first"), gettext_lazy("Last to wake first")),
    "closed": (gettext_lazy("Newest first"), gettext_lazy("Oldest first")),
    "spam": (gettext_lazy("Newest first"), gettext_lazy("Oldest first")),
}
CHANNELS = {
    "email": (gettext_lazy("E-mail"), "mail"),
    "web_form": (gettext_lazy("Web form"), "file-text"),
    "website_chat": (gettext_lazy("Website chat"), "message-circle"),
}
# Proof levels (people.models.Proof): words, icon, tone.
PROOFS = {
    0: (gettext_lazy("Unknown person"), "shield-question-mark", ""),
    1: (gettext_lazy("Address not checked"), "shield-alert", ""),
    2: (gettext_lazy("Address confirmed by the channel"), "shield", "info"),
    3: (gettext_lazy("Signed in"), "shield-check", "good"),
    4: (gettext_lazy("Signed in and checked again"), "shield-check", "good"),
    5: (gettext_lazy("Seen live"), "shield-check", "good"),
}
STATES = {
    "queued": (gettext_lazy("Waiting to be sent"), "clock"),
    "sent": (gettext_lazy("Sent"), "check"),
    "delivered": (gettext_lazy("Delivered"), "check-check"),
    "read": (gettext_lazy("Read"), "eye"),
    "failed": (gettext_lazy("Not delivered"), "circle-alert"),
}
EVENT_ICONS = {
    "assigned": "user-check",
    "team": "users",
    "routed": "users",
    "priority": "flag",
    "subject": "pencil",
    "tags": "tag",
    "resolved": "circle-check",
    "reopened": "rotate-ccw",
    "woken": "alarm-clock",
    "ended": "circle-check",
    "joined": "user-plus",
}


def channel(key: str) -> tuple[str, str]:
    """Name and icon of a channel."""
    name, icon = CHANNELS.get(key, (key.replace("_", " "), "inbox"))
    return str(name), icon


def happened(entry: Entry) -> str:
    """One sentence for an event of the timeline."""
    told = _HAPPENED.get(entry.event)
    facts = {"who": entry.author, "to": _target(entry)}
    if told is None:
        return _("Something changed: %(what)s") % {"what": entry.event}
    return told(facts, entry.data)


def _target(entry: Entry) -> str:
    to = entry.data.get("to", "")
    if entry.event == "priority":
        return str(PRIORITIES.get(to, to))
    if entry.event in ("status", "resolved", "reopened"):
        return str(STATUSES.get(to, to))
    return ", ".join(to) if isinstance(to, list) else str(to)


def _assigned(facts: dict[str, str], data: dict[str, Any]) -> str:
    if not facts["to"]:
        return _("%(who)s gave it back: nobody is assigned") % facts
    if facts["to"] == facts["who"]:
        return _("%(who)s took it over") % facts
    return _("%(who)s assigned it to %(to)s") % facts


def _resolved(facts: dict[str, str], data: dict[str, Any]) -> str:
    return _("%(who)s resolved it") % facts


def _reopened(facts: dict[str, str], data: dict[str, Any]) -> str:
    if data.get("by") == "customer" or not facts["who"]:
        return _("The customer opened it again")
    return _("%(who)s opened it again") % facts


def _routed(data: dict[str, Any]) -> str:
    facts = {"rule": data.get("rule", ""), "team": data.get("team", "")}
    if facts["team"]:
        return _("The rule “%(rule)s” sent it to %(team)s") % facts
    return _("The rule “%(rule)s” applied") % facts


_HAPPENED: dict[str, Callable[[dict[str, str], dict[str, Any]], str]] = {
    "assigned": _assigned,
    "resolved": _resolved,
    "reopened": _reopened,
    "status": lambda facts, data: _("%(who)s set the status: %(to)s") % facts,
    "team": lambda facts, data: (
        (_("%(who)s handed it to %(to)s") if facts["to"] else _("%(who)s took it from its team")) % facts
    ),
    "priority": lambda facts, data: _("%(who)s set the priority: %(to)s") % facts,
    "subject": lambda facts, data: _("%(who)s changed the subject: %(to)s") % facts,
    "tags": lambda facts, data: (
        (_("%(who)s set the tags: %(to)s") if facts["to"] else _("%(who)s removed the tags")) % facts
    ),
    "woken": lambda facts, data: _("The snooze is over"),
    "routed": lambda facts, data: _routed(data),
    "ended": lambda facts, data: _("The customer said that it is solved"),
    "joined": lambda facts, data: _("%(who)s joined") % facts,
}


def title(head: Head) -> str:
    """The subject, or what stands for it."""
    return named(head.subject or head.preview) or _("No subject")


def topic(key: str) -> str:
    """What the customer chose the matter to be about; a topic that a door names itself stands as it is."""
    return str(NAMED[key].label) if key in NAMED else key


def answers(topic: str, fields: dict[str, str]) -> list[tuple[str, str]]:
    """What was filled in beside the message, each under the question's own words."""
    asked = {field.key: str(field.label) for field in BY_KEY[topic].fields} if topic in BY_KEY else {}
    return [(asked.get(key, key), value) for key, value in fields.items()]


def customer(head: Head) -> str:
    return head.customer or _("Visitor")


def isolated(name: str) -> str:
    """A name inside a sentence where no markup can stand: it cannot turn the rest round (UAX 9, FSI and PDI)."""
    return f"\u2068{name}\u2069"
