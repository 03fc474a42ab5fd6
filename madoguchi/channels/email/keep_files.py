"""The files of a mail: one that cannot be kept never keeps the mail itself away from the desk."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings

from madoguchi.channels.email.contract import Attachment
from madoguchi.files.actions import store
from madoguchi.files.inspect import Refusal
from madoguchi.inbox.contract import InboundFile
from madoguchi.shield import shield


def keep_files(
    attachments: Iterable[Attachment], *, inbox_id: UUID
) -> tuple[tuple[InboundFile, ...], list[str]]:
    """Store them; answers with those stored, and in plain words what was not and why."""
    kept: list[InboundFile] = []
    refused: list[str] = []
    for attachment in attachments:
        name = shield(attachment.filename).text
        if len(kept) >= settings.FILES_PER_MAIL:
            refused.append(f"Only the first {settings.FILES_PER_MAIL} files were kept.")
            break
        try:
            stored = store(
                name=name,
                content=attachment.content,
                content_type=attachment.content_type,
                uploader=f"inbox:{inbox_id}",
            )
        except Refusal as error:
            refused.append(str(error))
            continue
        kept.append(
            InboundFile(
                name=name,
                content_type=attachment.content_type,
                inline_id=attachment.content_id if attachment.inline else "",
                stored_id=stored,
            )
        )
    return tuple(kept), refused[:10]
