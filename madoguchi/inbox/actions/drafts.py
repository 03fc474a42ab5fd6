"""Drafts on the server: they follow the agent to another machine; two machines never overwrite each other silently."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from madoguchi.inbox.actions.timeline import locked
from madoguchi.inbox.contract import InboxError
from madoguchi.inbox.models import Draft
from madoguchi.people.contract import Staff
from madoguchi.shield import shield


class DraftConflict(InboxError):
    """Another of the agent's screens saved meanwhile; `text` is what it saved, at `revision`."""

    def __init__(self, text: str, revision: int) -> None:
        super().__init__("the draft changed on another screen")
        self.text = text
        self.revision = revision


@transaction.atomic
def save_draft(
    *,
    staff: Staff,
    reference: str,
    kind: str,
    text: str,
    files: Sequence[UUID] = (),
    revision: int | None = None,
) -> int:
    """Keep what the agent has written so far (masked like everything else); an empty text drops it.

    Returns the new revision. Raises DraftConflict if `revision` is given and is not the newest.
    """
    conversation = locked(reference, asker=staff)
    draft = Draft.objects.filter(agent_id=staff.agent_id, conversation=conversation, kind=kind).first()
    if draft and revision is not None and revision != draft.revision:
        raise DraftConflict(draft.text, draft.revision)
    if not text.strip() and not files:
        drop_draft(agent_id=staff.agent_id, conversation_id=conversation.id, kind=kind)
        return 0
    draft = draft or Draft(agent_id=staff.agent_id, conversation=conversation, kind=kind)
    draft.text = shield(text[: settings.MESSAGE_CHARACTERS]).text
    draft.files = [str(file) for file in files]
    draft.revision += 1
    draft.updated_at = timezone.now()
    draft.save()
    return draft.revision


def drop_draft(*, agent_id: UUID, conversation_id: UUID, kind: str) -> None:
    Draft.objects.filter(agent_id=agent_id, conversation_id=conversation_id, kind=kind).delete()


def drop_old_drafts() -> int:
    """Remove drafts untouched for DRAFT_DAYS; returns how many."""
    before = timezone.now() - timedelta(days=settings.DRAFT_DAYS)
    removed, _ = Draft.objects.filter(updated_at__lt=before).delete()
    return removed
