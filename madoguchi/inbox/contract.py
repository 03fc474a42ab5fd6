"""Plain types that channels and screens exchange with the inbox; no framework."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec


class InboundFile(msgspec.Struct, frozen=True):
    """A file that came with a message: its bytes, or the id of one uploaded before."""

    name: str
    content_type: str
    content: bytes = b""
    inline_id: str = ""
    stored_id: UUID | None = None


class InboundMessage(msgspec.Struct, frozen=True):
    """What a customer said, as a channel translated it.

    `external_id` makes it once: the same id in the same inbox again is the same message.
    `proof` is how sure the channel is of the sender (people.models.Proof as a number).
    `conversation_id` is set only where the channel has proof of it (a signed reply address, the chat's own session);
    `references` are external ids of earlier messages that this one answers, `answers` ids of our own ones. All of
    them count only if the sender takes part.
    `automatic` marks what no person wrote: it never reopens and is never answered automatically.
    With `customer_id` the identity need not exist yet: it is made with `identity_id` and this customer.
    `claimed_email` is an address that the sender gave: it takes part in a conversation that this message opens, so
    that answers can follow by mail.
    """

    external_id: str
    sender_channel: str
    sender_address: str
    text: str
    sender_name: str = ""
    proof: int = 1
    html: str = ""
    quoted: str = ""
    subject: str = ""
    sent_at: datetime | None = None
    conversation_id: UUID | None = None
    references: tuple[str, ...] = ()
    answers: tuple[UUID, ...] = ()
    language: str = ""
    topic: str = ""
    fields: Mapping[str, str] = msgspec.field(default_factory=dict)
    files: tuple[InboundFile, ...] = ()
    data: Mapping[str, Any] = msgspec.field(default_factory=dict)
    automatic: bool = False
    identity_id: UUID | None = None
    customer_id: UUID | None = None
    claimed_email: str = ""


class Received(msgspec.Struct, frozen=True):
    """What became of an inbound message. `masked` lists the kinds of secrets that were removed from it."""

    message_id: UUID
    conversation_id: UUID
    reference: str
    position: int
    version: int
    created_at: datetime
    text: str
    opened: bool = False
    duplicate: bool = False
    masked: tuple[str, ...] = ()


# The job that carries an answer out; channel_kit, which knows the wires, registers it.
DELIVER_JOB = "inbox.deliver"


@dataclass(frozen=True, slots=True)
class Due:
    """A delivery claimed for one attempt. `in_doubt`: an earlier attempt began and its end is unknown."""

    delivery_id: UUID
    message_id: UUID
    conversation_id: UUID
    reference: str
    channel: str
    inbox_id: UUID
    brand_id: int
    identity_id: UUID
    address: str
    name: str
    language: str
    subject: str
    text: str
    author: str
    attempts: int
    in_doubt: bool
    file_ids: tuple[UUID, ...]
    references: tuple[str, ...]


class FileEntry(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file as a screen shows it."""

    id: str
    name: str
    size: int
    content_type: str
    image: bool = False
    inline_id: str = ""


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One entry of the timeline with everything a screen needs; `at` is ISO 8601 in UTC."""

    id: str
    position: int
    version: int
    kind: str
    at: str
    author: str = ""
    agent_id: str = ""
    identity_id: str = ""
    text: str = ""
    html: str = ""
    quoted: str = ""
    state: str = "received"
    reason: str = ""
    event: str = ""
    external_id: str = ""
    data: dict[str, Any] = {}
    files: list[FileEntry] = []
    visible_at: str = ""


class Head(msgspec.Struct, frozen=True, omit_defaults=True):
    """The facts of a conversation that lists and headers show."""

    id: str
    reference: str
    version: int
    status: str
    priority: int
    subject: str = ""
    channel: str = ""
    inbox: str = ""
    team_id: int | None = None
    team: str = ""
    assignee_id: str = ""
    assignee: str = ""
    customer_id: str = ""
    customer: str = ""
    proof: int = 0
    language: str = ""
    topic: str = ""
    preview: str = ""
    last_kind: str = ""
    last_at: str = ""
    waiting_since: str = ""
    snoozed_until: str = ""
    created_at: str = ""
    has_attachment: bool = False
    list_at: str = ""
    tags: list[str] = []


class Change(msgspec.Struct, frozen=True):
    """What is announced to all who watch a conversation: its head and the entries changed since `since`."""

    head: Head
    since: int
    entries: list[Entry]


def change_in(announced: object) -> Change | None:
    """The change in what was announced, which came as it is or, from another process, as JSON's dictionary."""
    if isinstance(announced, dict) and "head" in announced:
        return msgspec.convert(announced, Change)
    return announced if isinstance(announced, Change) else None


def head_in(announced: object) -> Head | None:
    """The head in what was announced, as `change_in`."""
    if isinstance(announced, dict) and "reference" in announced and "left" not in announced:
        return msgspec.convert(announced, Head)
    return announced if isinstance(announced, Head) else None


def left_in(announced: object) -> Left | None:
    """The farewell in what was announced, as `change_in`."""
    if isinstance(announced, dict) and "left" in announced:
        return msgspec.convert(announced, Left)
    return announced if isinstance(announced, Left) else None


class Left(msgspec.Struct, frozen=True):
    """Said on a live topic that heard of a conversation until now: it has gone to those who hear `hearers`."""

    reference: str
    version: int
    left: str
    hearers: list[str]


class InboxError(Exception):
    """Something the person who asked can mend; the text is shown to him."""


class NotAllowed(InboxError):
    """The asker may not do or see this; screens answer as if it were not there."""


class NewerMessages(InboxError):
    """The send guard: somebody wrote after what the agent had seen; `entries` is what he has not."""

    def __init__(self, entries: list[Entry]) -> None:
        super().__init__("newer messages")
        self.entries = entries
