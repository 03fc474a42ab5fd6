"""Limits against abuse."""

from __future__ import annotations

from madoguchi.core.env import Area

_area = Area("Limits against abuse")
RATE_FORM = _area.text("MADOGUCHI_RATE_FORM", "10/10m", "Contact forms from one address")
RATE_SIGN_IN = _area.text("MADOGUCHI_RATE_SIGN_IN", "10/10m", "Sign-in attempts from one address")
RATE_SIGN_IN_MAIL = _area.text(
    "MADOGUCHI_RATE_SIGN_IN_MAIL", "6/1h", "Sign-in links to one address, whoever asks for them"
)
RATE_CHAT = _area.text("MADOGUCHI_RATE_CHAT", "60/1m", "Chat messages of one visitor")
RATE_SESSION = _area.text("MADOGUCHI_RATE_SESSION", "60/1m", "Chat sessions from one address")
RATE_CHAT_OPEN = _area.text("MADOGUCHI_RATE_CHAT_OPEN", "60/10m", "New chats from one address")
RATE_CHAT_MAIL = _area.text("MADOGUCHI_RATE_CHAT_MAIL", "5/1h", "Mails that one chat visitor may ask for")
RATE_FEEDBACK = _area.text("MADOGUCHI_RATE_FEEDBACK", "20/10m", "Votes on articles from one address")
RATE_UPLOAD = _area.text("MADOGUCHI_RATE_UPLOAD", "30/10m", "Uploads of one visitor")
RATE_COMMENT = _area.text("MADOGUCHI_RATE_COMMENT", "6/10m", "Comments on articles from one address")
RATE_HELP = _area.text(
    "MADOGUCHI_RATE_HELP", "240/1m", "Articles read and searched for in the chat from one address"
)
RATE_TRUST = _area.text(
    "MADOGUCHI_RATE_TRUST", "30/10m", "Questions on the page “Is it really us?” from one address"
)
TRUST_VALUES_PER_DAY = _area.number(
    "MADOGUCHI_TRUST_VALUES_PER_DAY",
    5_000,
    "Different values asked about there that are counted in a day; more are counted as one",
)
