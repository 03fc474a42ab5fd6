"""Agents, teams, roles and invitations as the settings show them; for those who may change them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Count, Q
from django.utils import timezone

from madoguchi.people.contract import Permission, Staff
from madoguchi.people.models import Agent, Invitation, Role, Team
from madoguchi.people.permission import require
from madoguchi.people.roles import STANDARD
from madoguchi.people.second_factor import FACTORS


@dataclass(frozen=True, slots=True)
class AgentFacts:
    id: UUID
    name: str
    email: str
    role_id: int
    role: str
    teams: tuple[tuple[int, str], ...]
    languages: tuple[str, ...]
    active: bool
    second_factor: bool
    last_seen: datetime | None


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """An open one; its link works until `expires_at`, None before one is made."""

    id: UUID
    email: str
    name: str
    role: str
    expires_at: datetime | None
    expired: bool


@dataclass(frozen=True, slots=True)
class TeamFacts:
    id: int
    name: str
    languages: tuple[str, ...]
    members: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True)
class RoleFacts:
    id: int
    key: str
    name: str
    permissions: tuple[str, ...]
    agents: int
    standard: bool


def agents(staff: Staff) -> list[AgentFacts]:
    """All, those who may sign in first, by name."""
    require(staff, Permission.SETTINGS)
    with_factor = set(
        Authenticator.objects.filter(type__in=FACTORS, user__agent__isnull=False).values_list(
            "user_id", flat=True
        )
    )
    rows = (
        Agent.objects.select_related("user", "role")
        .prefetch_related("teams")
        .order_by("-user__is_active", "public_name", "id")
    )
    return [_agent(row, row.user_id in with_factor) for row in rows]


def agent_facts(staff: Staff, agent_id: UUID) -> AgentFacts | None:
    return next((agent for agent in agents(staff) if agent.id == agent_id), None)


def open_invitations(staff: Staff) -> list[InvitationFacts]:
    require(staff, Permission.SETTINGS)
    now = timezone.now()
    rows = Invitation.objects.filter(accepted_at=None, revoked_at=None).select_related("role")
    return [
        InvitationFacts(
            row.id,
            row.email,
            row.public_name,
            row.role.name,
            row.expires_at,
            row.expires_at is not None and row.expires_at <= now,
        )
        for row in rows.order_by("created_at")
    ]


def teams(staff: Staff) -> list[TeamFacts]:
    """By name, each with its active members."""
    require(staff, Permission.SETTINGS)
    rows = Team.objects.order_by("name", "id").prefetch_related("agents__user")
    return [
        TeamFacts(
            team.id,
            team.name,
            tuple(team.languages),
            tuple(
                sorted(
                    ((a.id, a.public_name) for a in team.agents.all() if a.user.is_active),
                    key=lambda pair: pair[1].casefold(),
                )
            ),
        )
        for team in rows
    ]


def roles(staff: Staff) -> list[RoleFacts]:
    require(staff, Permission.SETTINGS)
    standard = {key for key, _name, _permissions in STANDARD}
    counted = Role.objects.annotate(active=Count("agents", filter=Q(agents__user__is_active=True)))
    return [
        RoleFacts(role.id, role.key, role.name, tuple(role.permissions), role.active, role.key in standard)
        for role in counted.order_by("id")
    ]


def _agent(agent: Agent, factor: bool) -> AgentFacts:
    return AgentFacts(
        id=agent.id,
        name=agent.public_name,
        email=agent.user.email,
        role_id=agent.role_id,
        role=agent.role.name,
        teams=tuple(sorted(((t.id, t.name) for t in agent.teams.all()), key=lambda pair: pair[1])),
        languages=tuple(agent.languages),
        active=agent.user.is_active,
        second_factor=factor,
        last_seen=agent.user.last_login,
    )
