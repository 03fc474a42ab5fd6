"""Routing's work a moment after a conversation was opened."""

from __future__ import annotations

from uuid import UUID

from madoguchi.jobs.contract import job
from madoguchi.routing.actions import route


@job("routing.route")
def route_conversation(*, conversation_id: str, message_id: str) -> None:
    route(conversation_id=UUID(conversation_id))
