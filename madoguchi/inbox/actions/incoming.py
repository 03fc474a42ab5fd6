"""A message before its transaction: shielded, its files stored."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from msgspec.structs import replace

from madoguchi.files import actions as files
from madoguchi.files.queries import facts_of as file_facts
from madoguchi.inbox.contract import FileEntry, InboundFile, InboundMessage, InboxError
from madoguchi.shield import shield

log = logging.getLogger(__name__)


class Refused(InboxError):
    """A message that cannot be taken; `code` is for programs, the text for people."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code = code


@dataclass(slots=True)
class Item:
    """One message on its way in."""

    place: int
    inbox_id: UUID
    inbound: InboundMessage
    masked: tuple[str, ...] = ()
    files: tuple[UUID, ...] = ()
    shown_files: tuple[FileEntry, ...] = ()
    identity_id: UUID | None = None
    conversation_id: UUID | None = None
    opened: bool = False

    @property
    def mark(self) -> tuple[UUID, str]:
        """What makes it once."""
        return self.inbox_id, self.inbound.external_id


def prepare(place: int, inbound: InboundMessage, inbox_id: UUID) -> Item | Exception:
    """Shield first: nothing else may see a secret. Files are stored before the transaction and linked inside."""
    try:
        shielded, kinds = _shield(inbound)
        if not (shielded.text.strip() or shielded.html or shielded.files or shielded.subject):
            return Refused("empty", "The message is empty.")
        stored = tuple(_store(file, uploader=f"inbox:{inbox_id}") for file in shielded.files)
        shown = _shown(stored, shielded.files) if stored else ()
        return Item(place, inbox_id, shielded, kinds, stored, shown)
    except Exception as error:
        log.exception("a message could not be prepared")
        return error


def _shield(inbound: InboundMessage) -> tuple[InboundMessage, tuple[str, ...]]:
    limit = settings.MESSAGE_CHARACTERS
    found: list[str] = []

    def clean(text: str) -> str:
        shielded = shield(text[:limit], lang=inbound.language or None)
        found.extend(finding.kind for finding in shielded.findings if finding.confidence != "ask")
        return shielded.text

    text = clean(inbound.text)
    if not (inbound.html or inbound.quoted or inbound.subject or inbound.fields or inbound.files):
        if not found:
            return (inbound if text is inbound.text else replace(inbound, text=text)), ()
        return replace(inbound, text=text), tuple(dict.fromkeys(found))
    before_html = len(found)
    html = clean(inbound.html) if inbound.html else ""
    # A secret split by tags is invisible in the source: if the text held one, the formatted copy is not kept.
    if found and before_html:
        html = ""
    cleaned = replace(
        inbound,
        text=text,
        html=html,
        quoted=clean(inbound.quoted) if inbound.quoted else "",
        subject=clean(inbound.subject)[:300] if inbound.subject else "",
        sender_name=clean(inbound.sender_name)[:150] if inbound.sender_name else "",
        fields={name: clean(str(value)) for name, value in inbound.fields.items()},
        files=tuple(replace(file, name=clean(file.name)) for file in inbound.files),
    )
    return cleaned, tuple(dict.fromkeys(found))


def _store(file: InboundFile, *, uploader: str) -> UUID:
    if file.stored_id:
        return file.stored_id
    return files.store(
        name=file.name, content=file.content, content_type=file.content_type, uploader=uploader
    )


def _shown(stored: Sequence[UUID], named: Sequence[InboundFile]) -> tuple[FileEntry, ...]:
    """The files as screens show them."""
    facts = file_facts(stored)
    inline = dict(zip(reversed(stored), (file.inline_id for file in reversed(named)), strict=True))
    return tuple(
        FileEntry(
            id=str(id),
            name=facts[id].name,
            size=facts[id].size,
            content_type=facts[id].content_type,
            image=facts[id].image,
            inline_id=inline[id],
        )
        for id in dict.fromkeys(stored)
        if id in facts
    )
