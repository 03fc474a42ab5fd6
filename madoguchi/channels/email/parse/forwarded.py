"""The text of mails that were attached as files (forwarded as attachment), to be read with the mail itself.

What a customer forwards is often the very thing the mail is about, and secrets in it must be seen like any other.
"""

from __future__ import annotations

from .bodies import Body, collect
from .limits import Limits
from .parts import Part, PartReader

_MESSAGE_TYPES = ("message/rfc822", "message/global")
_SHOWN = ("from", "date", "subject", "to")
_MAX_MESSAGES = 10
_RULE = "---------- Forwarded message ----------"


def forwarded_text(body: Body, reader: PartReader, limits: Limits) -> str:
    """The attached mails with their main headers; empty if there are none."""
    messages = [part for part in body.files if part.content_type in _MESSAGE_TYPES][:_MAX_MESSAGES]
    return "\n\n".join(_shown(part, reader, limits) for part in messages)[: limits.max_text_chars]


def _shown(part: Part, reader: PartReader, limits: Limits) -> str:
    ignored: list[str] = []
    message = reader.read(part.content(ignored), depth=part.depth + 1)
    named = [f"{name.title()}: {message.headers.get(name)}" for name in _SHOWN if message.headers.get(name)]
    text = collect(message, limits, ignored).text(limits)
    return "\n".join([_RULE, *named, "", text])
