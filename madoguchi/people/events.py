"""What happens among staff; ids only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from madoguchi.core.events import Event


@dataclass(frozen=True, slots=True)
class AgentDeactivated(Event):
    """An agent can no longer sign in; what was his waits for others."""

    agent_id: UUID
