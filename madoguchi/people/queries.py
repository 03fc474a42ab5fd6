"""Reads about people that other apps need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from madoguchi.people.contract import Addressee, Permission, Reader, Staff
from madoguchi.people.models import Agent, Customer, Identity, Proof, Team, User


def staff_of_user(user_id: int) -> Staff | None:
    """The agent behind a signed-in user, with teams and permissions; None if the user is no active agent."""
    agent = Agent.objects.select_related("user", "role").filter(user_id=user_id, user__is_active=True).first()
    return staff_of(agent) if agent else None


def staff_of(agent: Agent) -> Staff:
    return Staff(
        agent_id=agent.id,
        name=agent.public_name,
        team_ids=frozenset(agent.teams.values_list("id", flat=True)),
        permissions=frozenset(agent.role.permissions),
        language=agent.user.language or "en",
    )


def user_of(staff: Staff) -> User:
    """The agent's account, for histories that name accounts. Raises User.DoesNotExist."""
    return User.objects.get(agent__id=staff.agent_id)


def languages_of(staff: Staff) -> list[str]:
    """The languages that the agent works in; none stands for all."""
    return list(Agent.objects.values_list("languages", flat=True).get(id=staff.agent_id))


def users_who_may(right: Permission, *, besides: int | None = None) -> list[int]:
    """The accounts of the agents whose role grants the right, without one of them."""
    agents = Agent.objects.filter(user__is_active=True).select_related("role").order_by("public_name", "id")
    return [agent.user_id for agent in agents if agent.user_id != besides and agent.may(right)]


def addressee(user_id: int, right: Permission) -> Addressee | None:
    """Whose account it is, if he may sign in and his role grants the right now."""
    agent = Agent.objects.select_related("user", "role").filter(user_id=user_id).first()
    if agent is None or not agent.may(right) or not agent.user.may_sign_in:
        return None
    return Addressee(agent.user.email, agent.user.name, agent.user.language)


def name_of_user(user_id: int | None) -> str:
    """As colleagues know him; empty where there is no such account."""
    return "" if user_id is None else names_of_users([user_id]).get(user_id, "")


def names_of_users(user_ids: Iterable[int]) -> dict[int, str]:
    """Accounts' names as colleagues know them, by account."""
    rows = User.objects.filter(pk__in=list(user_ids)).values_list("pk", "agent__public_name", "name")
    return {pk: public or name for pk, public, name in rows}


def reader_of_user(user: User) -> Reader | None:
    """The customer behind a signed-in user, or None."""
    identity = (
        Identity.objects.filter(customer__user=user, channel="email", address=user.email.lower()).first()
        or Identity.objects.filter(customer__user=user).order_by("-proof").first()
    )
    if identity is None:
        return None
    return Reader(
        customer_id=identity.customer_id,
        identity_id=identity.id,
        proof=identity.proof,
        language=user.language or "en",
    )


def reader_of_identity(identity_id: UUID, *, language: str = "en") -> Reader | None:
    """The customer behind an identity that the caller has proof of."""
    identity = Identity.objects.filter(id=identity_id).first()
    if identity is None:
        return None
    return Reader(
        customer_id=identity.customer_id, identity_id=identity.id, proof=identity.proof, language=language
    )


def name_of_identity(identity_id: UUID) -> str:
    """How the person calls himself there; "" if he does not, or is not known yet."""
    return Identity.objects.filter(id=identity_id).values_list("name", flat=True).first() or ""


@dataclass(frozen=True, slots=True)
class Colleague:
    """An agent whom work can be given to."""

    id: UUID
    name: str
    available: bool


@dataclass(frozen=True, slots=True)
class IdentityFacts:
    channel: str
    address: str
    proof: int
    proved_at: datetime | None
    unreachable_since: datetime | None
    unreachable_reason: str


@dataclass(frozen=True, slots=True)
class VipMark:
    """`by` is the agent's public name; empty where the exchange says it."""

    level: int
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """A customer with his addresses; `time_zone` is an IANA name or empty."""

    id: UUID
    name: str
    language: str
    time_zone: str
    country: str
    account: str
    notes: str
    since: datetime
    identities: tuple[IdentityFacts, ...]
    vip: VipMark | None = None


def vip_level(customer_id: UUID) -> int:
    """The customer's VIP level; 0 if he is none, or unknown."""
    return Customer.objects.filter(id=customer_id).values_list("vip_level", flat=True).first() or 0


def country_of(customer_id: UUID) -> str:
    """The customer's country as two letters; empty if it is not known."""
    return Customer.objects.filter(id=customer_id).values_list("country", flat=True).first() or ""


def preference(agent_id: UUID, key: str) -> Any:
    """How this agent likes his screens (actions.prefer), or None."""
    found = Agent.objects.filter(id=agent_id).values_list("preferences", flat=True).first()
    return (found or {}).get(key)


def colleagues() -> list[Colleague]:
    """Every active agent by name."""
    rows = Agent.objects.filter(user__is_active=True).order_by("public_name", "id")
    return [Colleague(agent.id, agent.public_name, agent.available) for agent in rows]


def names_of(agents: Iterable[UUID]) -> list[tuple[UUID, str]]:
    """These agents by name, also those who no longer sign in."""
    rows = Agent.objects.filter(id__in=set(agents)).order_by("public_name", "id")
    return list(rows.values_list("id", "public_name"))


def agents_by_name() -> list[tuple[UUID, str]]:
    """Every agent there ever was, by name."""
    return list(Agent.objects.order_by("public_name", "id").values_list("id", "public_name"))


def names_of_customers(customers: Iterable[UUID]) -> dict[UUID, str]:
    """What these customers call themselves; some call themselves nothing."""
    return dict(Customer.objects.filter(id__in=set(customers)).values_list("id", "name"))


def anybody_there() -> bool:
    """Whether any agent may sign in."""
    return Agent.objects.filter(user__is_active=True).exists()


def team_names() -> list[tuple[int, str]]:
    return list(Team.objects.order_by("name", "id").values_list("id", "name"))


def customer_card(customer_id: UUID) -> CustomerCard:
    """For an agent who was given a conversation of this customer. Raises Customer.DoesNotExist."""
    customer = Customer.objects.prefetch_related("identities").get(id=customer_id)
    return CustomerCard(
        id=customer.id,
        name=customer.name,
        language=customer.language,
        time_zone=customer.time_zone,
        country=customer.country,
        account=customer.account or "",
        notes=customer.notes,
        since=customer.created_at,
        identities=tuple(
            IdentityFacts(
                i.channel, i.address, i.proof, i.proved_at, i.unreachable_since, i.unreachable_reason
            )
            for i in sorted(customer.identities.all(), key=lambda i: (-i.proof, i.created_at))
        ),
        vip=_vip_mark(customer),
    )


def _vip_mark(customer: Customer) -> VipMark | None:
    if not customer.vip_level:
        return None
    who = customer.vip_set_by.removeprefix("agent:")
    name = ""
    if who != customer.vip_set_by:
        name = Agent.objects.filter(id=who).values_list("public_name", flat=True).first() or ""
    return VipMark(customer.vip_level, name, customer.vip_set_at)


@dataclass(frozen=True, slots=True)
class MailFacts:
    """The mail address on which a customer is answered."""

    id: UUID
    address: str
    name: str
    proof: int


def mail_of_customer(customer_id: UUID) -> MailFacts | None:
    """The best proven mail address of a customer, or None. Claimed ones do not count: anybody can claim."""
    found = (
        Identity.objects.filter(customer_id=customer_id, channel="email", proof__gt=Proof.CLAIMED)
        .select_related("customer")
        .order_by("-proof", "created_at")
        .first()
    )
    if found is None:
        return None
    return MailFacts(found.id, found.address, found.name or found.customer.name, found.proof)


@dataclass(frozen=True, slots=True)
class CustomerProfile:
    """What a customer sees and sets about himself."""

    name: str
    email: str
    account: str
    language: str
    time_zone: str
    notifications: dict[str, bool]


def profile_of(reader: Reader) -> CustomerProfile:
    """Raises Customer.DoesNotExist."""
    customer = Customer.objects.get(id=reader.customer_id)
    mail = mail_of_customer(reader.customer_id)
    return CustomerProfile(
        name=customer.name,
        email=mail.address if mail else "",
        account=customer.account or "",
        language=customer.language,
        time_zone=customer.time_zone,
        notifications=dict(customer.notifications),
    )
