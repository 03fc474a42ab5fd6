from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from madoguchi.inbox.models import Inbox
from madoguchi.people.contract import Permission, Staff
from madoguchi.people.permission import require


@dataclass(frozen=True, slots=True)
class InboxFacts:
    """An inbox as channels need it."""

    id: UUID
    channel: str
    name: str
    address: str
    brand_id: int
    team_id: int | None
    calendar_id: int | None
    languages: tuple[str, ...]
    settings: dict[str, Any]
    secrets: bytes
    enabled: bool


def inbox_facts(inbox_id: UUID) -> InboxFacts:
    """Raises Inbox.DoesNotExist."""
    return _facts(Inbox.objects.get(id=inbox_id))


def inbox_by_address(channel: str, address: str) -> InboxFacts | None:
    """The enabled inbox of this channel with this address in any case of letters, or None."""
    inbox = Inbox.objects.filter(channel=channel, address__iexact=address, enabled=True).first()
    return _facts(inbox) if inbox else None


def inboxes_of_channel(channel: str) -> list[InboxFacts]:
    """The enabled inboxes of a channel, oldest first."""
    return [_facts(inbox) for inbox in Inbox.objects.filter(channel=channel, enabled=True).order_by("id")]


@dataclass(frozen=True, slots=True)
class InboxState:
    """An inbox as its settings list it. `problem` is why its wire does not work, in plain words."""

    facts: InboxFacts
    team: str
    calendar: str
    last_success_at: datetime | None
    problem: str


def all_inboxes(staff: Staff) -> list[InboxState]:
    """For who may change them; closed ones last."""
    require(staff, Permission.SETTINGS)
    rows = Inbox.objects.select_related("team", "calendar").order_by("-enabled", "channel", "name", "id")
    return [
        InboxState(
            _facts(row),
            row.team.name if row.team else "",
            row.calendar.name if row.calendar else "",
            row.last_success_at,
            row.last_problem,
        )
        for row in rows
    ]


def _facts(inbox: Inbox) -> InboxFacts:
    return InboxFacts(
        id=inbox.id,
        channel=inbox.channel,
        name=inbox.name,
        address=inbox.address,
        brand_id=inbox.brand_id,
        team_id=inbox.team_id,
        calendar_id=inbox.calendar_id,
        languages=tuple(inbox.languages),
        settings=inbox.settings,
        secrets=bytes(inbox.secrets),
        enabled=inbox.enabled,
    )
