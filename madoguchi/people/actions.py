"""Every write about people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from madoguchi.people.agents import change_agent, deactivate_agent, reactivate_agent, reset_second_factor
from madoguchi.people.contract import Reader
from madoguchi.people.identify import identify, identity_named, user_of_reader
from madoguchi.people.identity_keys import new_identity_key, remove_identity_key
from madoguchi.people.invitations import (
    accept_invitation,
    invite,
    link_to_hand_over,
    resend_invitation,
    revoke_invitation,
)
from madoguchi.people.models import Agent, Customer, Identity, Proof, User
from madoguchi.people.owners import accept_ownership
from madoguchi.people.recognise import Sender, normalise, recognise, recognise_many
from madoguchi.people.roles import delete_role, ensure_roles, save_role
from madoguchi.people.sessions import forget_used_tokens, sign_out_everywhere
from madoguchi.people.teams import delete_team, save_team
from madoguchi.people.vip import set_vip
from madoguchi.shield import shield

__all__ = [
    "Sender",
    "accept_invitation",
    "accept_ownership",
    "add_identity",
    "change_agent",
    "change_profile",
    "customer_of_user",
    "deactivate_agent",
    "delete_role",
    "delete_team",
    "ensure_roles",
    "forget_used_tokens",
    "identify",
    "identity_named",
    "invite",
    "link_to_hand_over",
    "mark_all_reachable",
    "mark_reachable",
    "mark_unreachable",
    "new_identity_key",
    "normalise",
    "note_on_customer",
    "prefer",
    "reactivate_agent",
    "recognise",
    "recognise_many",
    "remove_identity_key",
    "resend_invitation",
    "reset_second_factor",
    "revoke_invitation",
    "save_role",
    "save_team",
    "set_vip",
    "sign_out_everywhere",
    "user_of_reader",
]


@transaction.atomic
def add_identity(
    *, customer_id: UUID, channel: str, address: str, name: str = "", proof: int = Proof.CLAIMED
) -> tuple[UUID, bool]:
    """Give a customer one more address. Returns the identity and whether it belongs to him.

    An address that is already somebody else's stays there (False): merging people needs proof.
    """
    address = normalise(channel, address)[:320]
    identity, _ = Identity.objects.get_or_create(
        channel=channel,
        address=address,
        defaults={"customer_id": customer_id, "name": name[:150], "proof": proof},
    )
    return identity.id, identity.customer_id == customer_id


def mark_unreachable(*, identity_id: UUID, reason: str, at: datetime) -> None:
    """A permanent failure to deliver; shown beside the address until a delivery succeeds."""
    Identity.objects.filter(id=identity_id).update(unreachable_since=at, unreachable_reason=reason[:300])


def mark_reachable(*, identity_id: UUID) -> None:
    mark_all_reachable(identity_ids=[identity_id])


def mark_all_reachable(*, identity_ids: Sequence[UUID]) -> None:
    """A delivery to each of these addresses succeeded."""
    Identity.objects.filter(id__in=identity_ids, unreachable_since__isnull=False).update(
        unreachable_since=None, unreachable_reason=""
    )


@transaction.atomic
def customer_of_user(*, user: User) -> Customer:
    """The customer behind a sign-in by a proven mail address, joined to the identity that already has this address."""
    customer = Customer.objects.filter(user=user).first()
    if customer:
        return customer
    identity_id = recognise(channel="email", address=user.email, name=user.name, proof=Proof.SIGNED_IN)
    customer = Identity.objects.select_related("customer").get(id=identity_id).customer
    if customer.user_id is None:
        customer.user = user
        customer.save(update_fields=["user"])
    return customer


NOTES = 5_000


def note_on_customer(*, customer_id: UUID, notes: str) -> None:
    """What the team should know about a customer; masked like everything else, at most NOTES characters."""
    Customer.objects.filter(id=customer_id).update(notes=shield(notes.strip()[:NOTES]).text)


@transaction.atomic
def change_profile(
    *, reader: Reader, name: str, language: str, time_zone: str, notifications: dict[str, bool]
) -> None:
    """What a customer says about himself; his sign-in speaks the same language from now on."""
    customer = Customer.objects.select_for_update(of=("self",)).get(id=reader.customer_id)
    customer.name = shield(" ".join(name.split())[:150]).text
    customer.language, customer.time_zone = language, time_zone
    customer.notifications = customer.notifications | notifications
    customer.save(update_fields=["name", "language", "time_zone", "notifications"])
    if customer.user_id:
        User.objects.filter(id=customer.user_id).update(
            name=customer.name, language=language, time_zone=time_zone
        )


@transaction.atomic
def prefer(*, agent_id: UUID, key: str, value: Any) -> None:
    """Keep how an agent likes his screens (JSON); None forgets it."""
    agent = Agent.objects.select_for_update(of=("self",)).get(id=agent_id)
    if agent.preferences.get(key) == value:
        return
    agent.preferences = {k: v for k, v in (agent.preferences | {key: value}).items() if v is not None}
    agent.save(update_fields=["preferences"])
