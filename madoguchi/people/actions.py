"""Every write about people."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from madoguchi.core.ids import uuid7
from madoguchi.core.plain_sql import as_uuid, key, moment, rows, run
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
from madoguchi.people.models import Customer, Identity, Proof, User
from madoguchi.people.owners import accept_ownership
from madoguchi.people.roles import delete_role, ensure_roles, save_role
from madoguchi.people.sessions import forget_used_tokens, sign_out_everywhere
from madoguchi.people.teams import delete_team, save_team
from madoguchi.shield import shield

__all__ = [
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
    "mark_reachable",
    "mark_unreachable",
    "new_identity_key",
    "normalise",
    "note_on_customer",
    "reactivate_agent",
    "recognise",
    "remove_identity_key",
    "resend_invitation",
    "reset_second_factor",
    "revoke_invitation",
    "save_role",
    "save_team",
    "sign_out_everywhere",
    "user_of_reader",
]

_IDENTITY_AT = "SELECT id, customer_id, name, proof FROM people_identity WHERE channel = %s AND address = %s"
_NEW_IDENTITY = (
    "INSERT INTO people_identity (id, customer_id, channel, address, name, proof, proved_at, unreachable_reason,"
    " created_at) VALUES (%s, %s, %s, %s, %s, %s, %s, '', %s) ON CONFLICT DO NOTHING"
)
_NEW_CUSTOMER = (
    "INSERT INTO people_customer (id, name, language, time_zone, country, notes, notifications, created_at)"
    " VALUES (%s, %s, %s, '', '', '', '{}', %s) ON CONFLICT (id) DO NOTHING"
)


def normalise(channel: str, address: str) -> str:
    """An address in the form in which it is compared: mail addresses in lower case."""
    address = address.strip()
    return address.lower() if channel == "email" else address


@transaction.atomic(savepoint=False)
def recognise(
    *,
    channel: str,
    address: str,
    name: str = "",
    proof: int = Proof.CLAIMED,
    language: str = "",
    identity_id: UUID | None = None,
    customer_id: UUID | None = None,
) -> UUID:
    """The identity with this address, made with a new customer if it is unknown; a higher proof raises the identity's.

    `identity_id` and `customer_id` are the keys of rows that are made here (a visitor has them before he says a word).
    An identity never moves to another customer here: joining people is an act of its own.
    """
    address = normalise(channel, address)[:320]
    found = _known(channel, address, proof, name[:150])
    if found:
        return found
    now = moment(timezone.now())
    proved = now if proof > Proof.CLAIMED else None
    identity_id, owner = identity_id or uuid7(), customer_id or uuid7()
    # The identity first, since it may be there already; its customer's key is only looked at when all is committed.
    row = [key(identity_id), key(owner), channel, address, name[:150], proof, proved, now]
    if not run(_NEW_IDENTITY, row):  # somebody else was quicker
        return Identity.objects.get(channel=channel, address=address).id
    run(_NEW_CUSTOMER, [key(owner), name[:150], language, now])
    return identity_id


def _known(channel: str, address: str, proof: int, name: str) -> UUID | None:
    found = rows(_IDENTITY_AT, [channel, address])
    if not found:
        return None
    identity_id, customer_id, known_name, known_proof = found[0]
    if proof > known_proof:
        Identity.objects.filter(id=identity_id).update(proof=proof, proved_at=timezone.now())
    if name and not known_name:
        Identity.objects.filter(id=identity_id).update(name=name)
        Customer.objects.filter(id=customer_id, name="").update(name=name)
    return as_uuid(identity_id)


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
    Identity.objects.filter(id=identity_id, unreachable_since__isnull=False).update(
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
