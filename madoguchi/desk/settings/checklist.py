"""The first steps of an installation; each ticks itself by the facts."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from madoguchi.company.queries import main_brand
from madoguchi.inbox.queries import answered_once, any_inbox
from madoguchi.people.contract import Staff
from madoguchi.people.directory import agents, open_invitations, teams


@dataclass(frozen=True, slots=True)
class Step:
    done: bool
    title: str
    hint: str
    url: str
    act: str


def steps(staff: Staff) -> list[Step]:
    """In order; the first that is not done is the next."""
    return [
        Step(
            main_brand() is not None,
            _("Your company"),
            _("The name that customers see, its website and languages."),
            reverse("desk:settings_company"),
            _("Enter the company"),
        ),
        Step(
            bool(teams(staff)),
            _("A team"),
            _("Agents who share a queue, for example the front desk."),
            reverse("desk:settings_team_new"),
            _("Make a team"),
        ),
        Step(
            any_inbox(),
            _("The first way in"),
            _("A contact form, a mailbox, or the chat on your website."),
            reverse("desk:settings_inboxes"),
            _("Open an inbox"),
        ),
        Step(
            any_inbox("email"),
            _("A mailbox"),
            _("Answers to forms, and to those who left the chat, go out from its address."),
            reverse("desk:settings_email_new") if any_inbox() else reverse("desk:settings_inboxes"),
            _("Connect a mailbox"),
        ),
        Step(
            len(agents(staff)) + len(open_invitations(staff)) > 1,
            _("A colleague"),
            _("Invite somebody who answers with you."),
            reverse("desk:settings_invite"),
            _("Invite a colleague"),
        ),
        Step(
            answered_once(),
            _("The first answer"),
            _("Write to yourself the way a customer does, and answer on the desk."),
            reverse("desk:inbox"),
            _("Go to the desk"),
        ),
    ]
