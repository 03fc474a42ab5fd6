"""How far somebody has read."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from madoguchi.inbox.models import Message, ReadMark


@transaction.atomic
def mark_read(*, conversation_id: UUID, reader: str, version: int) -> bool:
    """Note that `reader` (`agent:<id>` or `identity:<id>`) has seen everything up to `version`; never goes back.

    Returns whether this was news. The caller has fetched the conversation as that reader.
    """
    mark, made = ReadMark.objects.select_for_update().get_or_create(
        conversation_id=conversation_id, reader=reader, defaults={"version": version, "at": timezone.now()}
    )
    if made:
        return True
    if version <= mark.version:
        return False
    mark.version, mark.at = version, timezone.now()
    mark.save(update_fields=["version", "at"])
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
