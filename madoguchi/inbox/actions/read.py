"""How far somebody has read."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from madoguchi.core.events import publish
from madoguchi.inbox.actions.timeline import locked
from madoguchi.inbox.events import ConversationRead, DeliveryChanged
from madoguchi.inbox.models import Conversation, Message, ReadMark
from madoguchi.people.contract import Reader


@transaction.atomic
def mark_read(*, conversation_id: UUID, reader: str, version: int) -> bool:
    """Note that `reader` (`agent:<id>` or `identity:<id>`) has seen everything up to `version`; never goes back.

    Returns whether this was news. The caller has fetched the conversation as that reader.
    """
    mark, made = ReadMark.objects.select_for_update().get_or_create(
        conversation_id=conversation_id, reader=reader, defaults={"version": version, "at": timezone.now()}
    )
    if not made:
        if version <= mark.version:
            return False
        mark.version, mark.at = version, timezone.now()
        mark.save(update_fields=["version", "at"])
    publish(ConversationRead(conversation_id, reader, version))
    return True


@transaction.atomic
def read_by_customer(*, reader: Reader, reference: str, version: int) -> bool:
    """The customer has seen everything up to `version`: the answers among it are shown to agents as read.

    Returns whether this was news. Raises NotAllowed.
    """
    conversation = locked(reference, asker=reader)
    version = min(version, conversation.version)
    if not mark_read(
        conversation_id=conversation.id, reader=f"identity:{reader.identity_id}", version=version
    ):
        return False
    seen = Message.objects.filter(
        Q(visible_at__isnull=True) | Q(visible_at__lte=timezone.now()),
        conversation=conversation,
        kind=Message.Kind.AGENT,
        position__lte=version,
        state__in=("queued", "sent", "delivered"),
    )
    ids = list(seen.values_list("id", flat=True))
    if ids:
        conversation.version += 1
        Message.objects.filter(id__in=ids).update(state=Message.State.READ, version=conversation.version)
        Conversation.objects.filter(id=conversation.id).update(version=conversation.version)
        publish(*(DeliveryChanged(id, conversation.id, conversation.version) for id in ids))
    return True


def read_up_to(*, conversation_id: UUID, prefix: str) -> int:
    """The furthest version that any reader whose name starts with `prefix` has seen."""
    marks = ReadMark.objects.filter(conversation_id=conversation_id, reader__startswith=prefix)
    return max(marks.values_list("version", flat=True), default=0)


def unread(*, conversation_ids: list[UUID], reader: str, kinds: tuple[str, ...]) -> dict[UUID, int]:
    """Per conversation, how many entries of these kinds stand after the reader's mark (at most 100 counted)."""
    marks = dict(
        ReadMark.objects.filter(conversation_id__in=conversation_ids, reader=reader).values_list(
            "conversation_id", "version"
        )
    )
    return {
        id: Message.objects.filter(conversation_id=id, kind__in=kinds, position__gt=marks.get(id, 0))
        .exclude(state="undone")[:100]
        .count()
        for id in conversation_ids
    }
