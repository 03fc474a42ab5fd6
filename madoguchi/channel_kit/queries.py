"""What waits in quarantine."""

from __future__ import annotations

from madoguchi.channel_kit.models import RawPayload
from madoguchi.people.contract import Permission, Staff


def quarantined(staff: Staff, *, limit: int = 100) -> list[RawPayload]:
    """The newest payloads that could not be taken in; empty for those who may not replay."""
    if not staff.may(Permission.REPLAY):
        return []
    return list(
        RawPayload.objects.filter(state=RawPayload.State.QUARANTINED).order_by("-received_at")[:limit]
    )
