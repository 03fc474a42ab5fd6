"""Roles: which permissions an agent has."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from madoguchi.audit import actions as audit
from madoguchi.people.contract import Permission, Staff, StaffProblem
from madoguchi.people.models import Role
from madoguchi.people.permission import by, keep_an_owner, lock_roles, require

OWNER = "admin"
_ANSWER = (Permission.ANSWER, Permission.ASSIGN, Permission.ARTICLES_WRITE)
_LEAD = (
    *_ANSWER,
    Permission.SEE_ALL,
    Permission.REDACT,
    Permission.REPLAY,
    Permission.CANNED,
    Permission.ARTICLES_PUBLISH,
    Permission.VIP,
)
STANDARD: tuple[tuple[str, str, tuple[Permission, ...]], ...] = (
    ("agent", "Agent", _ANSWER),
    ("lead", "Team lead", _LEAD),
    (OWNER, "Administrator", tuple(Permission)),
)


@transaction.atomic
def ensure_roles() -> None:
    """The roles that every installation begins with, and the rights that a new version brought for them: each is given
    once, so that what somebody took away stays away. Administrators have every right."""
    lock_roles()
    for key, name, rights in STANDARD:
        role, _new = Role.objects.get_or_create(key=key, defaults={"name": name})
        standard = {str(right) for right in rights}
        new = standard - set(role.offered)
        given = standard if key == OWNER else new
        if new or not given <= set(role.permissions):
            before = list(role.permissions)
            role.permissions = _ordered({*before, *given})
            role.offered = _ordered(standard.union(role.offered))
            role.save(update_fields=["permissions", "offered"])
            _note(role, before)


def _note(role: Role, before: list[str]) -> None:
    if before and before != role.permissions:
        data = {"name": role.name, "from": before, "to": role.permissions}
        audit.record(actor="system", action="role.save", subject=f"role:{role.id}", data=data)


def _ordered(rights: set[str]) -> list[str]:
    return [str(right) for right in Permission if right in rights]


@transaction.atomic
def save_role(*, staff: Staff, role_id: int | None, name: str, permissions: Iterable[str]) -> Role:
    """Make a role (None), or change one.

    The administrators' role keeps every permission, so that there is always a way back. Raises StaffProblem.
    """
    require(staff, Permission.SETTINGS)
    lock_roles()
    wanted = {str(permission) for permission in permissions}
    kept = _ordered(wanted)
    name = " ".join(name.split())[:100]
    if Role.objects.filter(name__iexact=name).exclude(id=role_id or 0).exists():
        raise StaffProblem(_("There is a role of this name already."))
    role = Role.objects.get(id=role_id) if role_id else Role(key=_free_key(name))
    if role.key == OWNER and len(kept) < len(Permission):
        raise StaffProblem(_("The administrators’ role keeps every right. Make a role of its own instead."))
    before = list(role.permissions)
    role.name, role.permissions = name, kept
    role.save()
    keep_an_owner()
    data = {"name": name, "from": before, "to": kept}
    audit.record(actor=by(staff), action="role.save", subject=f"role:{role.id}", data=data)
    return role


@transaction.atomic
def delete_role(*, staff: Staff, role_id: int) -> None:
    """Raises StaffProblem for the standard roles, and where somebody has it."""
    require(staff, Permission.SETTINGS)
    lock_roles()
    role = Role.objects.get(id=role_id)
    if role.key in {key for key, _name, _permissions in STANDARD}:
        raise StaffProblem(_("This role belongs to the product and stays."))
    role.invitations.exclude(accepted_at=None, revoked_at=None).delete()
    if role.agents.exists() or role.invitations.exists():
        raise StaffProblem(_("Somebody has this role. Give those agents another one first."))
    role.delete()
    audit.record(actor=by(staff), action="role.delete", subject=f"role:{role_id}", data={"name": role.name})


def _free_key(name: str) -> str:
    base = slugify(name)[:40] or "role"
    taken = set(Role.objects.values_list("key", flat=True))
    return next(key for n in range(len(taken) + 1) if (key := f"{base}-{n + 1}" if n else base) not in taken)
