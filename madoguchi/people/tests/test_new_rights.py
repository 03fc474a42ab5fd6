"""A new version brings rights: the standard roles get them once, and what an administrator took away stays away."""

from __future__ import annotations

import importlib

from django.apps import apps
from django.db import connection

from madoguchi.audit.models import Entry
from madoguchi.people.actions import ensure_roles, save_role
from madoguchi.people.contract import Permission
from madoguchi.people.models import Agent, Role
from madoguchi.people.queries import staff_of
from tests.cast import Cast

VIP, PUBLISH = str(Permission.VIP), str(Permission.ARTICLES_PUBLISH)


def lead() -> Role:
    return Role.objects.get(key="lead")


def test_an_old_lead_gets_what_came_since_and_only_once(cast: Cast) -> None:
    everything = list(lead().permissions)
    old = [right for right in everything if right not in (VIP, str(Permission.SETTINGS))]
    Role.objects.filter(key="lead").update(permissions=old, offered=old)
    ensure_roles()
    assert VIP in lead().permissions
    assert str(Permission.SETTINGS) not in lead().permissions, "it was never the leads' right"
    assert Entry.objects.get(action="role.save", subject=f"role:{lead().pk}").actor == "system"
    hana = _administrator(cast)
    without = [right for right in lead().permissions if right != VIP]
    save_role(staff=hana, role_id=lead().pk, name="Team lead", permissions=without)
    ensure_roles()
    ensure_roles()
    assert VIP not in lead().permissions, "an administrator took it away"
    assert lead().agents.count() == 1


def test_an_installation_from_before_knows_from_its_log_what_was_taken_away(cast: Cast) -> None:
    hana = _administrator(cast)
    had = [str(right) for right in Permission if right not in (Permission.VIP, Permission.SETTINGS)]
    Role.objects.filter(key="lead").update(permissions=had)
    kept = [right for right in had if right != PUBLISH]
    save_role(staff=hana, role_id=lead().pk, name="Team lead", permissions=kept)
    Role.objects.update(offered=[])
    migration = importlib.import_module("madoguchi.people.migrations.0006_rights_offered")
    migration.note_what_was_given(apps, connection.schema_editor())
    ensure_roles()
    assert VIP in lead().permissions, "it is new"
    assert PUBLISH not in lead().permissions, "it was taken away"


def test_administrators_always_have_every_right(cast: Cast) -> None:
    ensure_roles()
    every = [str(right) for right in Permission]
    Role.objects.filter(key="admin").update(permissions=[VIP], offered=every)
    ensure_roles()
    assert Role.objects.get(key="admin").permissions == every


def _administrator(cast: Cast) -> object:
    Role.objects.get_or_create(
        key="admin", defaults={"name": "Administrator", "permissions": [str(right) for right in Permission]}
    )
    agent = Agent.objects.get(pk=cast.otto.agent_id)
    agent.role = Role.objects.get(key="admin")
    agent.save()
    return staff_of(agent)
