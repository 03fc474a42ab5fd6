"""Where a new conversation goes."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from madoguchi.inbox.actions import route_to
from madoguchi.inbox.queries import head_by_id
from madoguchi.routing.models import Rule


@transaction.atomic
def route(*, conversation_id: UUID) -> None:
    """Apply the first rule that fits. A conversation that somebody took already stays where it is."""
    head = head_by_id(conversation_id)
    if head is None or head.assignee_id or head.status != "new":
        return
    rule = (
        Rule.objects.filter(enabled=True)
        .filter(Q(channel="") | Q(channel=head.channel))
        .filter(Q(topic="") | Q(topic=head.topic))
        .filter(Q(language="") | Q(language=head.language))
        .order_by("position", "id")
        .first()
    )
    if rule:
        route_to(
            conversation_id=conversation_id, team_id=rule.team_id, priority=rule.priority, rule=rule.name
        )
