"""Files that were uploaded for a message which never came: a refused form, a chat that was closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from madoguchi.core.ids import first_id_at
from madoguchi.files.actions import discard
from madoguchi.files.queries import uploads
from madoguchi.inbox.models import Attachment, Draft

# Who brings files for messages (files.actions.store); those of others are not ours to judge.
UPLOADERS = ("portal", "agent:", "identity:", "inbox:")
BATCH = 500


def drop_orphans(*, now: datetime | None = None) -> int:
    """Remove files older than ORPHAN_FILE_HOURS that hang on no message and no draft; returns how many.

    Looked at are those of a month, and of the time that a draft may have held them: what is older was judged often.
    """
    until = (now or timezone.now()) - timedelta(hours=settings.ORPHAN_FILE_HOURS)
    between = first_id_at(until - timedelta(days=settings.DRAFT_DAYS + 30)), first_id_at(until)
    removed, last = 0, None
    while found := uploads(between=between, uploaders=UPLOADERS, after=last, limit=BATCH):
        removed += _drop(found)
        last = found[-1]
    return removed


@transaction.atomic
def _drop(files: Sequence[UUID]) -> int:
    attached = set(Attachment.objects.filter(file_id__in=files).values_list("file_id", flat=True))
    drafted = {
        UUID(id) for ids in Draft.objects.exclude(files=[]).values_list("files", flat=True) for id in ids
    }
    return discard(set(files) - attached - drafted)
