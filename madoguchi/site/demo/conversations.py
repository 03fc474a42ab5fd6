"""Conversations in every state, said through the same doors as in real life."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from madoguchi.inbox import actions as inbox
from madoguchi.inbox.contract import InboundMessage
from madoguchi.inbox.models import Conversation, Delivery, Inbox, Message
from madoguchi.people.contract import Staff
from madoguchi.people.models import Agent, Proof
from madoguchi.people.queries import staff_of
from madoguchi.site.demo.stories import STORIES


def make_conversations() -> None:
    doors = {inbox.channel: inbox for inbox in Inbox.objects.all()}
    ada = staff_of(Agent.objects.get(public_name="Ada"))
    hours = len(STORIES)
    for number, story in enumerate(STORIES):
        door = doors[story["channel"]]
        reference = _tell(story, door, ada)
        _end(story, reference, ada)
        _age(reference, hours=(hours - number) * 1.7)


def _tell(story: dict[str, Any], door: Inbox, ada: Staff) -> str:
    reference = ""
    conversation_id = None
    address = story["address"]
    for number, (who, text) in enumerate(story["turns"]):
        if who == "customer":
            received = inbox.receive(
                InboundMessage(
                    external_id=f"demo-{address}-{story['subject']}-{number}"[:200],
                    sender_channel="email" if "@" in address else door.channel,
                    sender_address=address,
                    sender_name=story["name"],
                    text=text,
                    subject=story["subject"] if number == 0 else "",
                    topic=story.get("topic", ""),
                    language=story["language"],
                    proof=story.get("proof", Proof.CHANNEL),
                    conversation_id=conversation_id,
                    fields=story.get("fields", {}) if number == 0 else {},
                ),
                inbox_id=door.id,
            )
            reference, conversation_id = received.reference, received.conversation_id
        elif who == "note":
            inbox.note(staff=ada, reference=reference, text=text, client_id=str(uuid.uuid4()))
        else:
            message = inbox.reply(staff=ada, reference=reference, text=text, client_id=str(uuid.uuid4()))
            _as_sent(message)
    return reference


def _as_sent(message: Message) -> None:
    """The demo sends no mail: its answers are shown as delivered."""
    Delivery.objects.filter(message=message).update(finished_at=timezone.now(), attempts=1)
    Message.objects.filter(id=message.id).update(
        state=Message.State.DELIVERED, visible_at=None, sent_at=timezone.now()
    )


def _end(story: dict[str, Any], reference: str, ada: Staff) -> None:
    state = story.get("status")
    if state == "snoozed":
        inbox.set_status(
            staff=ada, reference=reference, status="snoozed", until=timezone.now() + timedelta(hours=18)
        )
    elif state:
        inbox.set_status(staff=ada, reference=reference, status=state)
    if story.get("tags"):
        inbox.set_tags(staff=ada, reference=reference, names=story["tags"])
    if story.get("assigned"):
        inbox.assign(staff=ada, reference=reference, agent_id=ada.agent_id)


def _age(reference: str, *, hours: float) -> None:
    """Move a story into the past, so that the lists show times worth reading."""
    back = timedelta(hours=hours)
    conversation = Conversation.objects.get(reference=reference)
    messages = list(conversation.messages.order_by("position"))
    for message in messages:
        message.created_at -= back - timedelta(minutes=7 * message.position)
        message.save(update_fields=["created_at"])
    waiting = conversation.waiting_since
    if waiting:
        last = [m for m in messages if m.kind == "customer"][-1]
        conversation.waiting_since = conversation.list_at = last.created_at
    conversation.created_at -= back
    conversation.updated_at = messages[-1].created_at
    conversation.last_message_at = messages[-1].created_at
    conversation.save(
        update_fields=["created_at", "updated_at", "last_message_at", "waiting_since", "list_at"]
    )
