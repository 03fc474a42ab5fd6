"""What the e-mail reader hands on: plain, frozen types without any framework."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Recipient:
    """One address that a report names.

    `status` is the enhanced code ("5.1.1", RFC 3463), or "" where the report gives none; `reason` is one of
    the plain words in parse.bounces.codes.REASONS. `permanent`: sending again to this address is of no use.
    """

    address: str
    status: str
    permanent: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Bounce:
    """A report that a mail of ours did not arrive (yet). `permanent` where it is so for any recipient."""

    permanent: bool
    recipients: tuple[Recipient, ...]


@dataclass(frozen=True, slots=True)
class Complaint:
    """A report that somebody called a mail of ours unwanted (ARF, RFC 5965).

    `kind` is the Feedback-Type ("abuse", "fraud", "not-spam", "opt-out" …); `recipients` may be empty, as many
    providers hide them; `message_id` is that of our mail, "" if unknown.
    """

    kind: str
    recipients: tuple[str, ...]
    message_id: str


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox. `address` is empty where the header names somebody without an address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of a mail. `size` counts bytes after decoding, `sha256` is hexadecimal over `content`.

    `inline` is true for a picture that the HTML shows by its `content_id` (without angle brackets).
    """

    filename: str
    content_type: str
    size: int
    sha256: str
    inline: bool
    content_id: str
    content: bytes


@dataclass(frozen=True, slots=True)
class MailHeaders:
    """Headers that threading, sender checks and delivery need later, decoded, in the order of the mail."""

    delivered_to: tuple[str, ...] = ()
    original_to: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    authentication_results: tuple[str, ...] = ()
    auto_submitted: str = ""
    return_path: str = ""
    raw: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ParsedMail:
    """One mail, read. Ids come without angle brackets; `date` is aware; `html` is sanitised.

    `text` is the whole decoded text (the plain part, else made from the HTML); `visible_text` is what is left
    without quotes and signature. `problems` says in plain words what was broken.
    """

    subject: str
    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    date: datetime | None
    message_id: str
    in_reply_to: str
    references: tuple[str, ...]
    text: str
    visible_text: str
    html: str
    attachments: tuple[Attachment, ...]
    auto_reply: bool
    may_auto_respond: bool
    mailing_list: bool
    bounce: Bounce | None
    complaint: Complaint | None
    headers: MailHeaders
    problems: tuple[str, ...]
