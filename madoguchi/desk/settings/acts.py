"""The audit log in words: what was done, and who it was."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from madoguchi.people.queries import names_of, names_of_customers, names_of_users

ACTS = {
    "agent.change": _("Changed an agent"),
    "agent.deactivate": _("Deactivated an agent"),
    "agent.invite": _("Invited a colleague"),
    "agent.join": _("Became an agent"),
    "agent.joined-by-sso": _("Became an agent by single sign-on"),
    "agent.owner": _("Made an administrator"),
    "agent.reactivate": _("Let an agent sign in again"),
    "agent.second-factor-reset": _("Reset a second factor"),
    "audit.export": _("Exported the audit log"),
    "audit.read": _("Read the audit log"),
    "calendar.delete": _("Deleted opening hours"),
    "calendar.save": _("Saved opening hours"),
    "canned.delete": _("Deleted a prepared answer"),
    "canned.save": _("Saved a prepared answer"),
    "company.save": _("Saved the company"),
    "conversation.answer": _("Answered a conversation"),
    "conversation.open": _("Opened a conversation"),
    "conversation.preview": _("Looked into a conversation"),
    "customer.vip": _("Marked a customer as VIP, or no longer"),
    "identity-key.new": _("Made an identity key"),
    "identity-key.remove": _("Removed an identity key"),
    "inbox.save": _("Saved an inbox"),
    "inbox.wires_set": _("Set the servers of an inbox"),
    "invitation.link": _("Made the link of an invitation"),
    "invitation.resend": _("Sent an invitation again"),
    "invitation.revoke": _("Revoked an invitation"),
    "job.discard": _("Discarded a failed job"),
    "job.replay": _("Ran a failed job again"),
    "payload.discard": _("Discarded what came in"),
    "payload.replay": _("Took in again what came in"),
    "role.delete": _("Deleted a role"),
    "role.save": _("Saved a role"),
    "rule.delete": _("Deleted a routing rule"),
    "rule.move": _("Moved a routing rule"),
    "rule.save": _("Saved a routing rule"),
    "sign-in.link": _("Signed in by a link"),
    "sign-in.token": _("Was signed in by the exchange"),
    "sign-out.everywhere": _("Signed out everywhere"),
    "synonyms.changed": _("Changed synonyms"),
    "synonyms.removed": _("Removed synonyms"),
    "synonyms.restored": _("Restored synonyms"),
    "team.delete": _("Deleted a team"),
    "team.save": _("Saved a team"),
    "trust.add": _("Added to the official list"),
    "trust.remove": _("Removed from the official list"),
}


def who(actors: Iterable[str]) -> dict[str, str]:
    """A name for each `agent:<id>`, `customer:<id>`, `user:<id>` …; one not known stands for itself."""
    actors = set(actors)
    agents = {f"agent:{id}": name for id, name in names_of(_ids(actors, "agent:"))}
    customers = {f"customer:{id}": name for id, name in names_of_customers(_ids(actors, "customer:")).items()}
    numbers = [int(rest) for one in actors if (rest := one.removeprefix("user:")) != one and rest.isdecimal()]
    users = {f"user:{id}": name for id, name in names_of_users(numbers).items()}
    others = {"system": _now("The system"), "exchange": _now("The exchange")}
    found = others | agents | customers | users
    return {actor: found.get(actor) or actor for actor in actors}


def _ids(actors: Iterable[str], kind: str) -> list[UUID]:
    found = []
    for actor in actors:
        if actor.startswith(kind):
            try:
                found.append(UUID(actor.removeprefix(kind)))
            except ValueError:
                continue
    return found
