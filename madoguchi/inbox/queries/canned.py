"""Prepared answers as those see them who keep them."""

from __future__ import annotations

from dataclasses import dataclass

from madoguchi.inbox.models import CannedReply
from madoguchi.people.contract import Permission, Staff
from madoguchi.people.permission import require


@dataclass(frozen=True, slots=True)
class CannedEntry:
    """A shared one in all its languages; `uses` counts how often it was put into an answer."""

    id: int
    shortcut: str
    title: str
    team_id: int | None
    team: str
    uses: int
    texts: dict[str, str]


def shared_canned(staff: Staff) -> list[CannedEntry]:
    """All that are not somebody's own, by title."""
    require(staff, Permission.CANNED)
    rows = CannedReply.objects.filter(owner=None).select_related("team").prefetch_related("texts")
    return [
        CannedEntry(
            row.id,
            row.shortcut,
            row.title,
            row.team_id,
            row.team.name if row.team else "",
            row.uses,
            {text.language: text.text for text in row.texts.all()},
        )
        for row in rows.order_by("title", "id")
    ]
