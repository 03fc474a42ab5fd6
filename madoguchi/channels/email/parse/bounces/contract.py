"""What a delivery report or a complaint says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Recipient:
    """One address that a report names.

    `status` is the enhanced code ("5.1.1", RFC 3463), or "" where the report gives none; `reason` is one of
    the plain words in codes.REASONS. `permanent`: sending again to this address is of no use.
    """

    address: str
    status: str
    permanent: bool
    reason: str


@dataclass(frozen=True)
class Bounce:
    """A report that a mail of ours did not arrive (yet). `permanent` where it is so for any recipient."""

    permanent: bool
    recipients: tuple[Recipient, ...]


@dataclass(frozen=True)
class Complaint:
    """A report that somebody called a mail of ours unwanted (ARF, RFC 5965).

    `kind` is the Feedback-Type ("abuse", "fraud", "not-spam", "opt-out" …); `recipients` may be empty, as
    many providers hide them; `message_id` is that of our mail, "" if unknown.
    """

    kind: str
    recipients: tuple[str, ...]
    message_id: str
