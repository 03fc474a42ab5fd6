"""Who writes to us: the identity behind an address, made with a new customer if it is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from madoguchi.core.ids import uuid7
from madoguchi.core.plain_sql import as_uuid, key, moment, places, rows, run_many
from madoguchi.people.models import Customer, Identity, Proof

_IDENTITIES_AT = (
    "SELECT id, customer_id, name, proof, address FROM people_identity WHERE channel = %s AND address IN ({})"
)
_NEW_IDENTITY = (
    "INSERT INTO people_identity (id, customer_id, channel, address, name, proof, proved_at, unreachable_reason,"
    " created_at) VALUES (%s, %s, %s, %s, %s, %s, %s, '', %s) ON CONFLICT DO NOTHING"
)
_NEW_CUSTOMER = (
    "INSERT INTO people_customer (id, name, language, time_zone, country, notes, notifications, created_at)"
    " VALUES (%s, %s, %s, '', '', '', '{}', %s) ON CONFLICT (id) DO NOTHING"
)
At = tuple[str, str]


class Sender(NamedTuple):
    """Who wrote, as the channel knows him. `identity_id` and `customer_id` are the keys of rows that are made here
    (a visitor has them before he says a word)."""

    channel: str
    address: str
    name: str = ""
    proof: int = Proof.CLAIMED
    language: str = ""
    identity_id: UUID | None = None
    customer_id: UUID | None = None

    @property
    def at(self) -> At:
        return self.channel, normalise(self.channel, self.address)[:320]


class _Known(NamedTuple):
    id: UUID
    customer_id: Any
    name: str
    proof: int


def normalise(channel: str, address: str) -> str:
    """An address in the form in which it is compared: mail addresses in lower case."""
    address = address.strip()
    return address.lower() if channel == "email" else address


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
    """The identity with this address: `recognise_many` with one."""
    sender = Sender(channel, address, name, proof, language, identity_id, customer_id)
    return recognise_many([sender])[0]


@transaction.atomic(savepoint=False)
def recognise_many(senders: Sequence[Sender]) -> list[UUID]:
    """The identities of these addresses, in order, unknown ones made; a higher proof raises the identity's.

    An identity never moves to another customer here: joining people is an act of its own.
    """
    known = _known({sender.at for sender in senders})
    unknown: dict[At, Sender] = {}
    for sender in senders:
        if sender.at in known:
            known[sender.at] = _raised(known[sender.at], sender)
        else:
            unknown[sender.at] = _joined(unknown.get(sender.at), sender)
    ids = {at: identity.id for at, identity in known.items()} | _make(unknown)
    return [ids[sender.at] for sender in senders]


def _known(wanted: Iterable[At]) -> dict[At, _Known]:
    addresses: dict[str, list[str]] = {}
    for channel, address in wanted:
        addresses.setdefault(channel, []).append(address)
    return {
        (channel, row[4]): _Known(as_uuid(row[0]), row[1], row[2], row[3])
        for channel, some in addresses.items()
        for row in rows(_IDENTITIES_AT.format(places(some)), [channel, *some])
    }


def _raised(known: _Known, sender: Sender) -> _Known:
    if sender.proof > known.proof:
        Identity.objects.filter(id=known.id).update(proof=sender.proof, proved_at=timezone.now())
        known = known._replace(proof=sender.proof)
    if sender.name and not known.name:
        name = sender.name[:150]
        Identity.objects.filter(id=known.id).update(name=name)
        Customer.objects.filter(id=known.customer_id, name="").update(name=name)
        known = known._replace(name=name)
    return known


def _joined(first: Sender | None, sender: Sender) -> Sender:
    """What two messages of a new address say about it together."""
    if first is None:
        return sender
    return first._replace(name=first.name or sender.name, proof=max(first.proof, sender.proof))


def _make(unknown: dict[At, Sender]) -> dict[At, UUID]:
    """Identities first, since they may be there already; their customers' keys are only looked at when all is
    committed. In the order of addresses, so that two processes cannot wait for each other."""
    if not unknown:
        return {}
    now = moment(timezone.now())
    made = {
        at: (unknown[at].identity_id or uuid7(), unknown[at].customer_id or uuid7()) for at in sorted(unknown)
    }
    identities = []
    for at, (identity_id, owner) in made.items():
        sender = unknown[at]
        proved = now if sender.proof > Proof.CLAIMED else None
        identities.append((key(identity_id), key(owner), *at, sender.name[:150], sender.proof, proved, now))
    ids = {at: identity_id for at, (identity_id, _) in made.items()}
    if run_many(_NEW_IDENTITY, identities) < len(identities):  # somebody else was quicker
        ids = {at: identity.id for at, identity in _known(made).items()}
    customers = [
        (key(owner), unknown[at].name[:150], unknown[at].language, now)
        for at, (identity_id, owner) in made.items()
        if ids[at] == identity_id
    ]
    run_many(_NEW_CUSTOMER, customers)
    return ids
