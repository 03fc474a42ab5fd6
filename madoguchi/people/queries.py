"""Reads about people that other apps need."""

from __future__ import annotations

from uuid import UUID

from madoguchi.people.contract import Reader, Staff
from madoguchi.people.models import Agent, Identity, User


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
