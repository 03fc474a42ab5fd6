"""Rows and tokens in bulk, in an installation: `python -m bench.storm.mint visitors N FILE`, `missed FIRST N EACH`.

`visitors` makes N website-chat visitors, each with a conversation of one message, and writes their tokens, references
and one agent's session to FILE (JSON). `missed` writes EACH entries (customer's and agent's in turn) into every one of
the N conversations from number FIRST on, as they are after a delivery.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from uuid import UUID

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "madoguchi.site.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from madoguchi.channels.website_chat.visitors import CHANNEL, Visitor, issue, new_visitor  # noqa: E402
from madoguchi.core.ids import uuid7  # noqa: E402
from madoguchi.inbox.models import Conversation, Delivery, Inbox, Message, Participant  # noqa: E402
from madoguchi.people.models import Agent, Customer, Identity  # noqa: E402

AGENT = "agent@hoshi.example"
TEXT = "My withdrawal has been pending since this morning, and I have not heard anything yet. What can I do?"


@transaction.atomic
def visitors(count: int, file: Path) -> None:
    door = Inbox.objects.filter(channel=CHANNEL).order_by("id")[0]
    made = [new_visitor(door.id) for _ in range(count)]
    Customer.objects.bulk_create([Customer(id=v.customer_id, name=_name(n)) for n, v in enumerate(made)])
    Identity.objects.bulk_create(
        [
            Identity(id=v.identity_id, customer_id=v.customer_id, channel=CHANNEL, address=str(v.identity_id))
            for v in made
        ]
    )
    conversations = [_conversation(n, v) for n, v in enumerate(made)]
    Conversation.objects.bulk_create(conversations)
    Participant.objects.bulk_create(
        [Participant(conversation=c, identity_id=c.identity_id, added_at=c.created_at) for c in conversations]
    )
    Message.objects.bulk_create([_message(c, 1, "customer", None) for c in conversations])
    facts = {
        "session": f"{settings.SESSION_COOKIE_NAME}={_session()}",
        "tokens": [issue(v) for v in made],
        "references": [c.reference for c in conversations],
    }
    file.write_text(json.dumps(facts))


@transaction.atomic
def missed(first: int, count: int, each: int) -> None:
    agent = Agent.objects.get(user__email=AGENT)
    subjects = [f"storm {n}" for n in range(first, first + count)]
    conversations = list(Conversation.objects.filter(subject__in=subjects))
    messages = [
        _message(c, c.version + 1 + n, "agent" if n % 2 else "customer", agent.id)
        for c in conversations
        for n in range(each)
    ]
    Message.objects.bulk_create(messages)
    now = timezone.now()
    Delivery.objects.bulk_create(
        [
            Delivery(
                message=m,
                channel=CHANNEL,
                identity_id=m.conversation.identity_id,
                attempts=1,
                due_at=now,
                finished_at=now,
            )
            for m in messages
            if m.kind == "agent"
        ]
    )
    for conversation in conversations:
        conversation.version += each
    Conversation.objects.bulk_update(conversations, ["version"], batch_size=500)


def _name(n: int) -> str:
    return f"Visitor {n}"


def _conversation(n: int, visitor: Visitor) -> Conversation:
    now = timezone.now() - timedelta(hours=1)
    return Conversation(
        inbox_id=visitor.inbox_id,
        customer_id=visitor.customer_id,
        identity_id=visitor.identity_id,
        subject=f"storm {n}",
        status="open",
        language="ja",
        version=1,
        waiting_since=now,
        list_at=now,
        last_message_at=now,
        last_message_kind="customer",
        preview=TEXT,
        created_at=now,
        updated_at=now,
    )


def _message(conversation: Conversation, position: int, kind: str, agent_id: UUID | None) -> Message:
    customer = kind == "customer"
    return Message(
        conversation=conversation,
        inbox_id=conversation.inbox_id,
        position=position,
        version=position,
        kind=kind,
        identity_id=conversation.identity_id if customer else None,
        agent_id=None if customer else agent_id,
        author_name="" if customer else "Ada",
        text=TEXT,
        external_id=f"chat:{conversation.identity_id}:{uuid7()}" if customer else None,
        state="received" if customer else "sent",
        created_at=timezone.now(),
    )


def _session() -> str:
    user = Agent.objects.get(user__email=AGENT).user
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


if __name__ == "__main__":
    if sys.argv[1] == "visitors":
        visitors(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        missed(*map(int, sys.argv[2:5]))
