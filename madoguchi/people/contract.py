"""Plain types that other apps and surfaces may use."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Permission(StrEnum):
    """What a role can grant."""

    ANSWER = "conversation.answer"  # see and answer conversations of one's own teams
    SEE_ALL = "conversation.see-all"  # and those of every team
    ASSIGN = "conversation.assign"
    REDACT = "message.redact"
    REPLAY = "quarantine.replay"  # see and replay quarantined payloads and dead jobs
    CANNED = "canned.edit"
    SETTINGS = "settings.edit"
    ARTICLES_WRITE = "articles.write"  # drafts of the help centre
    ARTICLES_PUBLISH = "articles.publish"
    VIP = "customer.vip"  # mark customers as VIP
    AUDIT_READ = "audit.read"  # read and export who did and read what


class StaffProblem(Exception):
    """What cannot be done with agents, teams or roles, in the words of whoever tries."""


@dataclass(frozen=True)
class Staff:
    """The agent who asks; every read of conversations takes one of these or a `Reader`."""

    agent_id: UUID
    name: str
    team_ids: frozenset[int]
    permissions: frozenset[str]
    language: str = "en"

    def may(self, permission: str) -> bool:
        return permission in self.permissions


@dataclass(frozen=True)
class Addressee:
    """A member of staff whom a mail goes to; `language` may be empty."""

    email: str
    name: str
    language: str


@dataclass(frozen=True)
class Reader:
    """The customer who asks: sees only his own conversations, and of those only what is meant for him.

    `conversations` limits a chat visitor who is not signed in to what he opened on this device.
    """

    customer_id: UUID
    identity_id: UUID
    proof: int
    language: str = "en"


Asker = Staff | Reader
