from __future__ import annotations

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from madoguchi.inbox.models import Conversation
from tests.cast import Cast

STATUSES = ["new", "open", "pending", "snoozed", "resolved", "closed", "spam"]


@pytest.fixture
def pile(cast: Cast) -> Cast:
    """A hundred and forty conversations of every status, team and assignee, at random but always the same."""
    chance, now = random.Random(7), timezone.now()
    first = cast.says("kim@mail.example", "Hello", door=cast.mail)
    model = Conversation.objects.get(id=first.conversation_id)
    made = []
    for number in range(139):
        at = now - timedelta(minutes=chance.randrange(10_000), microseconds=number)
        status = STATUSES[number % len(STATUSES)]
        made.append(
            Conversation(
                inbox_id=model.inbox_id,
                customer_id=model.customer_id,
                identity_id=model.identity_id,
                status=status,
                team=chance.choice([cast.front, cast.payments, cast.security, None]),
                assignee_id=chance.choice([cast.ada.agent_id, cast.otto.agent_id, None, None]),
                snoozed_until=at if status == "snoozed" else None,
                list_at=at,
                created_at=at,
            )
        )
    for conversation in made:
        conversation.updated_at = conversation.created_at
    Conversation.objects.bulk_create(made)
    return cast
