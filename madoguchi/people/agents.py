"""What is changed about agents who are there."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from madoguchi.audit import actions as audit
from madoguchi.core.events import publish
from madoguchi.jobs.actions import enqueue
from madoguchi.languages import CODES
from madoguchi.live.actions import sign_out
from madoguchi.people.contract import Permission, Staff, StaffProblem
from madoguchi.people.events import AgentDeactivated
from madoguchi.people.models import Agent, Role, Team
from madoguchi.people.permission import by, keep_an_owner, lock_roles, require

REASON = 300


@transaction.atomic
def change_agent(
    *,
    staff: Staff,
    agent_id: UUID,
    public_name: str,
    role_id: int,
    team_ids: Iterable[int],
    languages: Iterable[str],
) -> None:
    """Name, role, teams and languages of an agent. Raises StaffProblem."""
    agent = _locked(staff, agent_id)
    before = agent.role.key
    spoken = set(languages)
    agent.public_name = " ".join(public_name.split())[:80]
    agent.role = Role.objects.get(id=role_id)
    agent.languages = [code for code in CODES if code in spoken]
    agent.save(update_fields=["public_name", "role", "languages"])
    agent.teams.set(Team.objects.filter(id__in=set(team_ids)))
    keep_an_owner()
    teams = sorted(agent.teams.values_list("key", flat=True))
    _note(staff, agent, "agent.change", {"role": [before, agent.role.key], "teams": teams})


@transaction.atomic
def deactivate_agent(*, staff: Staff, agent_id: UUID) -> None:
    """He is signed out everywhere and cannot come back; his open conversations go back to their teams.

    What he wrote stays his. Raises StaffProblem.
    """
    agent = _locked(staff, agent_id)
    if agent.id == staff.agent_id:
        raise StaffProblem(_("You cannot deactivate yourself. Ask another administrator."))
    if not agent.user.is_active:
        return
    agent.user.is_active = False
    _end_sessions(agent, "is_active")
    keep_an_owner()
    _note(staff, agent, "agent.deactivate", {})
    publish(AgentDeactivated(agent.id))


@transaction.atomic
def reactivate_agent(*, staff: Staff, agent_id: UUID) -> None:
    """He may sign in again, with the password and second factor that he had."""
    agent = _locked(staff, agent_id)
    if agent.user.is_active:
        return
    agent.user.is_active = True
    agent.user.save(update_fields=["is_active"])
    _note(staff, agent, "agent.reactivate", {})


@transaction.atomic
def reset_second_factor(*, staff: Staff, agent_id: UUID, reason: str) -> None:
    """Take away an agent's authenticator app, passkeys and recovery codes, and end his sessions; he is told by mail.

    Nobody does this for himself: who has a session but no second factor must not be able to shed it.
    Raises StaffProblem.
    """
    agent = _locked(staff, agent_id)
    reason = " ".join(reason.split())[:REASON]
    if agent.id == staff.agent_id:
        raise StaffProblem(_("Your own second factor is changed in your own sign-in settings."))
    if not reason:
        raise StaffProblem(_("Say why: the reason is kept in the audit log."))
    Authenticator.objects.filter(user=agent.user).delete()
    _end_sessions(agent)
    _note(staff, agent, "agent.second-factor-reset", {"reason": reason})
    enqueue("people.tell_factor_reset", {"user_id": agent.user_id, "by": staff.name})


def _locked(staff: Staff, agent_id: UUID) -> Agent:
    require(staff, Permission.SETTINGS)
    lock_roles()
    return Agent.objects.select_related("user", "role").get(id=agent_id)


def _end_sessions(agent: Agent, *changed: str) -> None:
    agent.user.sign_outs += 1
    agent.user.save(update_fields=["sign_outs", *changed])
    transaction.on_commit(partial(sign_out, f"agent:{agent.id}"))


def _note(staff: Staff, agent: Agent, action: str, data: dict[str, Any]) -> None:
    audit.record(actor=by(staff), action=action, subject=f"agent:{agent.id}", data=data)
