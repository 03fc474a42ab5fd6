"""How the states of a conversation are called for the customer, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from madoguchi.inbox.contract import Entry


@dataclass(frozen=True, slots=True)
class State:
    label: str | Promise
    tone: str
    next: str | Promise


_LOOKING = State(
    _("A person is looking"), "info", _("We write to you here and by e-mail. You need not do anything.")
)
STATES = {
    "new": State(_("Received"), "info", _("A person reads it next. You need not do anything.")),
    "open": _LOOKING,
    "snoozed": _LOOKING,
    "pending": State(_("Answered"), "accent", _("Read the answer. If something is open, write below.")),
    "resolved": State(
        _("Solved"), "good", _("If it is not solved after all, write below and it opens again.")
    ),
    "closed": State(_("Closed"), "", _("To come back to it, write a new message.")),
}
_EVENTS = {
    "resolved": _("Marked as solved"),
    "reopened": _("Opened again"),
    "joined": _("Somebody joined"),
}


def state_of(status: str) -> State:
    return STATES.get(status, _LOOKING)


def event_words(entry: Entry) -> str | Promise:
    """An event of the timeline in words for the customer."""
    if entry.event == "ended":
        return _("You marked it as solved") if entry.data.get("by") == "customer" else _("The chat ended")
    if entry.event == "reopened" and entry.data.get("by") == "customer":
        return _("You opened it again")
    return _EVENTS.get(entry.event, _("Something changed"))
