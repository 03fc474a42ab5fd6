"""Plain types of the audit log."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NamedTuple

START = "0" * 64
"""The digest before the first entry."""


class Row(NamedTuple):
    """An entry as its digest is made from it."""

    id: int
    at: datetime
    actor: str
    action: str
    subject: str
    data: dict[str, Any]


class Linked(NamedTuple):
    """A place in the chain; `row` is None where the entry is gone. `previous`: only an excerpt carries it."""

    sequence: int
    digest: str
    row: Row | None
    previous: str = ""


class Signed(NamedTuple):
    """A checkpoint; `linked`: entries of that run, `key` and `signature` hexadecimal."""

    number: int
    sequence: int
    digest: str
    at: datetime
    linked: int
    key: str
    signature: str


class Kind(StrEnum):
    """What can be wrong with a log."""

    CHANGED = "changed"
    REMOVED = "removed"
    SWAPPED = "swapped"
    BACKDATED = "backdated"
    PUT_IN = "put-in"
    TRUNCATED = "truncated"
    UNSIGNED = "unsigned"
    REWRITTEN = "rewritten"
    FORGED = "forged"
    UNKNOWN_KEY = "unknown-key"
    CHECKPOINTS_GONE = "checkpoints-gone"
    UNREADABLE = "unreadable"
    FILE_CHANGED = "file-changed"
    FILE_CUT = "file-cut"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; `first` and `last` are sequence numbers (lines for a file that cannot be read)."""

    kind: Kind
    first: int
    last: int
    at: datetime | None = None
    name: str = ""  # of the entry, or the number of the checkpoint


@dataclass(slots=True)
class Verdict:
    """What a verification saw. `found` counts all problems, `problems` holds the first of them."""

    entries: int = 0
    checkpoints: int = 0
    first: int = 0
    last: int = 0
    digest: str = ""
    until: datetime | None = None
    waiting: int = 0
    excerpt: bool = False
    keys: list[str] = field(default_factory=list)
    found: int = 0
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries somebody asks for; empty means all. `until` is excluded."""

    actor: str = ""
    action: str = ""
    subject: str = ""
    since: datetime | None = None
    until: datetime | None = None

    @property
    def partial(self) -> bool:
        """Whether entries between others are left out."""
        return bool(self.actor or self.action or self.subject)

    def facts(self) -> dict[str, str]:
        """What is asked for, by name, without what is not."""
        since, until = (at.astimezone(UTC).isoformat() if at else "" for at in (self.since, self.until))
        given = {
            "actor": self.actor,
            "action": self.action,
            "subject": self.subject,
            "from": since,
            "to": until,
        }
        return {name: value for name, value in given.items() if value}
