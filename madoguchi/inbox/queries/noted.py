from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from madoguchi.inbox.models import Inbox


@dataclass(frozen=True, slots=True)
class NotedProblem:
    """Why an inbox's wire does not work, in plain words, since it was last tried."""

    address: str
    reason: str
    noted_at: datetime


def noted_problems(channel: str) -> list[NotedProblem]:
    """What reading and sending noted beside the enabled inboxes of a channel; for the operator of the machine."""
    rows = Inbox.objects.filter(channel=channel, enabled=True).exclude(last_problem="").order_by("id")
    return [
        NotedProblem(row.address, row.last_problem, row.last_problem_at)
        for row in rows
        if row.last_problem_at is not None
    ]
