"""The doctor looks at the audit log."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from madoguchi.audit import guard
from madoguchi.audit.actions import inspect, record
from madoguchi.audit.linking import link_waiting
from madoguchi.audit.models import Entry, Link
from madoguchi.site.doctor import CHECKS, NotWell

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path


def ask() -> str:
    return CHECKS["audit log"]()


def test_well() -> None:
    assert ask() == "nothing is linked yet, 0 wait"
    record(actor="agent:ada", action="conversation.open", subject="conversation:1")
    link_waiting()
    record(actor="agent:ada", action="conversation.open", subject="conversation:2")
    inspect()
    assert ask() == "linked up to entry 1, 1 wait"


def test_the_linking_is_late() -> None:
    Entry.objects.create(at=timezone.now() - timedelta(hours=2), actor="system", action="a", subject="b")
    with pytest.raises(NotWell, match="1 entries wait for their link"):
        ask()


def test_the_last_checkpoint_does_not_match() -> None:
    record(actor="agent:ada", action="conversation.open", subject="conversation:1")
    link_waiting()
    Link.objects.create(sequence=2, entry_id=999, digest="0" * 64)
    with pytest.raises(NotWell, match="does not match"):
        ask()


def test_the_guard_is_gone() -> None:
    with connection.cursor() as cursor:
        for statement in guard.LIFT[connection.vendor]:
            cursor.execute(statement)
    with pytest.raises(NotWell, match="triggers"):
        ask()
