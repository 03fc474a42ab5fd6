"""What happens in the inbox; ids only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from madoguchi.core.events import Event


@dataclass(frozen=True, slots=True)
class MessageReceived(Event):
    """A customer said something."""

    message_id: UUID
    conversation_id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class ConversationOpened(Event):
    conversation_id: UUID
    message_id: UUID


@dataclass(frozen=True, slots=True)
class AnswerWritten(Event):
    """An agent's answer was accepted; its delivery is due at the delivery row's time."""

    message_id: UUID
    conversation_id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class NoteWritten(Event):
    message_id: UUID
    conversation_id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class ConversationChanged(Event):
    """Status, team, assignee, subject or an entry changed; `version` is the one it led to, `message_id` the entry that
    tells of it. `heard` are the live topics that heard of it before it was handed over."""

    conversation_id: UUID
    version: int
    message_id: UUID | None = None
    heard: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConversationRead(Event):
    """Somebody has seen everything up to `version`; `reader` is `agent:<id>` or `identity:<id>`."""

    conversation_id: UUID
    reader: str
    version: int


@dataclass(frozen=True, slots=True)
class DeliveryChanged(Event):
    message_id: UUID
    conversation_id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class SecretStopped(Event):
    """The shield removed a secret before anything was stored."""

    conversation_id: UUID
    message_id: UUID
    kinds: tuple[str, ...]
