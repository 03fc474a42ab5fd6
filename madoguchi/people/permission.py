"""May this agent do it, and is somebody left who may do everything."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from madoguchi.people.contract import Permission, Staff, StaffProblem
from madoguchi.people.models import Agent, Role


def require(staff: Staff, permission: Permission) -> None:
    """Raises PermissionDenied (403)."""
    if not staff.may(permission):
        raise PermissionDenied


def by(staff: Staff) -> str:
    """How the audit log calls an agent."""
    return f"agent:{staff.agent_id}"


def lock_roles() -> None:
    """Changes to who may do what run one after another: two owners cannot take each other's rights away at once."""
    list(Role.objects.select_for_update().order_by("id").values_list("id", flat=True))


def keep_an_owner() -> None:
    """Called after a change, in its transaction, which it undoes by raising StaffProblem: nobody who may change the
    settings would be left."""
    roles = [role.id for role in Role.objects.all() if Permission.SETTINGS in role.permissions]
    if not Agent.objects.filter(role_id__in=roles, user__is_active=True).exists():
        raise StaffProblem(
            _("Nobody would be left who may change these settings. Give another agent this right first.")
        )
