"""What a channel is: a folder that translates one wire and offers this; no framework."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Payload:
    """What came over a wire for one inbox, as it came; `headers` are facts of the wire."""

    channel: str
    inbox_id: UUID | None
    content: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    """A file of an answer; `read` its bytes by files.queries.content(id)."""

    id: UUID
    name: str
    content_type: str
    size: int
    image: bool


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One answer on its way, as a channel needs it. `in_doubt`: an earlier attempt began and its end is unknown."""

    delivery_id: UUID
    message_id: UUID
    conversation_id: UUID
    reference: str
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
    files: tuple[OutgoingFile, ...] = ()
    # External ids of the conversation's earlier messages, oldest first: what a mail refers to.
    references: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Sent:
    """The wire took it: `state` is sent, delivered or read."""

    state: str = "sent"
    provider_id: str = ""


class DeliveryError(Exception):
    """It was not taken. `permanent`: repeating is useless; `unreachable`: the address itself is dead.

    `retry_after` is in seconds, where the wire says so.
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool = False,
        unreachable: bool = False,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(reason)
        self.permanent = permanent
        self.unreachable = unreachable
        self.retry_after = retry_after


class Channel(Protocol):
    """One wire. `key` is the folder's name; `at_once` says that customers see an answer the moment it is written."""

    key: str
    at_once: bool

    def send(self, outgoing: Outgoing) -> Sent:
        """Hand one answer over. Raises DeliveryError."""
        ...

    def problems(self, settings: dict[str, object]) -> Sequence[str]:
        """What is missing before an inbox of this channel can work, in plain words; empty: ready."""
        ...
