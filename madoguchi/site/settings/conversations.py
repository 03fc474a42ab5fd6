"""Conversations, and what came over the wire for them."""

from __future__ import annotations

from madoguchi.core.env import Area

_area = Area("Conversations")
MESSAGE_CHARACTERS = _area.number(
    "MADOGUCHI_MESSAGE_CHARACTERS", 50_000, "The longest message that is stored whole"
)
CHAT_CHARACTERS = _area.number("MADOGUCHI_CHAT_CHARACTERS", 5_000, "The longest message of the website chat")
CHAT_MAIL_AFTER_SECONDS = _area.number(
    "MADOGUCHI_CHAT_MAIL_AFTER_SECONDS",
    60,
    "A chat answer that nobody has read for so long goes by e-mail as well, where there is an address",
)
UNDO_SECONDS = _area.number("MADOGUCHI_UNDO_SECONDS", 10, "How long a mail can be called back after Send")
DRAFT_DAYS = _area.number("MADOGUCHI_DRAFT_DAYS", 30, "How long an untouched draft is kept")
BULK_CONVERSATIONS = _area.number(
    "MADOGUCHI_BULK_CONVERSATIONS", 200, "How many conversations can be changed by one action at most"
)
LIST_SCAN = _area.number(
    "MADOGUCHI_LIST_SCAN",
    2_000,
    "How many conversations a filtered list looks at for one page; it goes on from there when asked to",
)
ORPHAN_FILE_HOURS = _area.number(
    "MADOGUCHI_ORPHAN_FILE_HOURS",
    48,
    "How long a file is kept that was uploaded but hangs on no message and no draft, as of a form that was refused",
)
WRITER_BATCH = _area.number("MADOGUCHI_WRITER_BATCH", 64, "Messages the chat writer commits together at most")
INDEX_DELAY_SECONDS = _area.decimal(
    "MADOGUCHI_INDEX_DELAY_SECONDS",
    0.5,
    "How long a message may wait until it can be found, so that many are indexed together",
)
INDEX_BATCH = _area.number("MADOGUCHI_INDEX_BATCH", 100, "Messages that are indexed in one transaction")
RAW_PAYLOAD_DAYS = _area.number("MADOGUCHI_RAW_PAYLOAD_DAYS", 14, "How long what came over the wire is kept")
RAW_PAYLOAD_ATTEMPTS = _area.number(
    "MADOGUCHI_RAW_PAYLOAD_ATTEMPTS", 8, "Attempts to take in what only trouble with the database keeps out"
)
RAW_PAYLOAD_LEFT_SECONDS = _area.decimal(
    "MADOGUCHI_RAW_PAYLOAD_LEFT_SECONDS", 300, "When what was kept and never taken in is taken in after all"
)
