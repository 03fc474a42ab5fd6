"""E-mail."""

from __future__ import annotations

from madoguchi.core.env import Area

_area = Area("E-mail")
SMTP_URL = _area.text(
    "MADOGUCHI_SMTP_URL",
    "",
    "smtp://user:password@host:587?starttls=1 for inboxes without their own; empty: files in the home folder",
)
MAIL_FROM = _area.text("MADOGUCHI_MAIL_FROM", "support@hoshi.example", "Sender of receipts and sign-in links")
# What Django's apps send themselves goes the same way as our mails.
EMAIL_BACKEND = "madoguchi.people.mail_backend.Outbox"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM
MAIL_BYTES = _area.number("MADOGUCHI_MAIL_BYTES", 40_000_000, "The largest mail that is taken in")
MAIL_BATCH = _area.number("MADOGUCHI_MAIL_BATCH", 25, "Mails that are kept and taken in together at most")
MAIL_BATCH_BYTES = _area.number(
    "MADOGUCHI_MAIL_BATCH_BYTES", 5_000_000, "Their size together, unless one is larger"
)
MAIL_POLL_SECONDS = _area.decimal(
    "MADOGUCHI_MAIL_POLL_SECONDS", 30, "How often a mailbox without IDLE is read"
)
MAILBOX_LEASE_SECONDS = _area.decimal(
    "MADOGUCHI_MAILBOX_LEASE_SECONDS",
    45,
    "How long a mailbox waits for a process that was killed while reading it, until another one takes over",
)
CA_FILE = _area.text(
    "MADOGUCHI_CA_FILE",
    "",
    "A PEM file of authorities trusted beside the system's, for your own mail and authorisation servers",
)
MAIL_TOKEN_RETRY_SECONDS = _area.decimal(
    "MADOGUCHI_MAIL_TOKEN_RETRY_SECONDS",
    30,
    "After an authorisation server failed, how long it is not asked again",
)
MAIL_TOKEN_REFUSED_SECONDS = _area.decimal(
    "MADOGUCHI_MAIL_TOKEN_REFUSED_SECONDS",
    3600,
    "After it refused for good, or a mail server refused a new token, how long none is asked for",
)
MAIL_AUTHSERV_IDS = _area.words(
    "MADOGUCHI_MAIL_AUTHSERV_IDS",
    [],
    "Names by which your own mail servers sign Authentication-Results (RFC 8601): what they found about a sender is "
    "believed and shown; they must take fields of that name out of mail from others; empty: none is believed",
)
MAIL_ATTEMPTS = _area.number(
    "MADOGUCHI_MAIL_ATTEMPTS", 8, "Attempts to hand a mail to the server before it is failed"
)
MAIL_HOSTS_INSIDE = _area.words(
    "MADOGUCHI_MAIL_HOSTS_INSIDE",
    [],
    "Mail and authorisation servers of your own network (names, addresses or networks) that inboxes may use; others "
    "must be public, and authorisation servers https",
)
RATE_MAIL_CHECK = _area.text(
    "MADOGUCHI_RATE_MAIL_CHECK", "10/1m", "How often one administrator may have mail servers tried"
)
MAIL_CHECK_SECONDS = _area.decimal(
    "MADOGUCHI_MAIL_CHECK_SECONDS", 15, "How long the settings screens wait for a mail server that is tried"
)
LMTP_LISTEN = _area.text(
    "MADOGUCHI_LMTP_LISTEN", "", "host:port where an MTA hands over mail by LMTP; empty: off"
)
LMTP_PEERS = _area.words(
    "MADOGUCHI_LMTP_PEERS",
    ["127.0.0.0/8", "::1/128"],
    "Addresses or networks of the mail servers that may deliver there; name them to listen beyond this machine",
)
AUTO_REPLIES_PER_DAY = _area.number(
    "MADOGUCHI_AUTO_REPLIES_PER_DAY", 4, "Automatic mails one address gets in a day at most"
)
