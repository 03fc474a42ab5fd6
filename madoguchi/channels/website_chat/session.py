"""The session call: who the visitor is, the words, the hours, his conversations."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings
from django.utils import translation

from madoguchi.channels.website_chat.doors import Door
from madoguchi.channels.website_chat.help.finding import offered
from madoguchi.channels.website_chat.opening_hours import hours
from madoguchi.channels.website_chat.prechat import form
from madoguchi.channels.website_chat.strings import STRINGS
from madoguchi.channels.website_chat.visitors import Visitor, expires, issue, new_visitor, renewed
from madoguchi.inbox.queries.own import own_conversations, own_email, own_unread
from madoguchi.languages import BY_CODE, to_supported
from madoguchi.people.actions import identify, identity_named
from madoguchi.people.contract import Reader
from madoguchi.people.queries import name_of_identity
from madoguchi.people.tokens import BadToken

FILE_TYPES = [
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "application/pdf",
    "text/plain",
    "video/mp4",
]


class Ask(msgspec.Struct):
    """`token`: the last one, however old; `identity`: who it is as the exchange signed it; `lang`: any BCP 47 tag."""

    inbox: str
    token: str | None = None
    identity: str | None = None
    lang: str = ""
    tz: str = ""


def visitor_of(ask: Ask, door: Door) -> Visitor:
    """The visitor that the request proves, else a new one: a token that does not hold is no dead end.

    The exchange's signed token opens one session; the page may show it again, and then the session that this browser
    has for the same account goes on. It never leads into a session of somebody else.
    """
    known = renewed(ask.token, door.id) if ask.token else None
    if ask.identity:
        try:
            return _signed_in(identify(ask.identity), door)
        except BadToken as error:
            same = error.code == "used" and known and known.identity_id == identity_named(ask.identity)
            known = known if same else None
    if known is None:
        return new_visitor(door.id)
    known.name = known.name or name_of_identity(known.identity_id)
    return known


def _signed_in(reader: Reader, door: Door) -> Visitor:
    """The customer as the exchange signed it: all his conversations are his here, on any device."""
    return Visitor(
        reader.identity_id,
        reader.customer_id,
        door.id,
        reader.proof,
        int(time.time()),
        name_of_identity(reader.identity_id),
    )


def answer(ask: Ask, door: Door, visitor: Visitor) -> dict[str, Any]:
    """What the widget needs to open, in the visitor's language."""
    language = to_supported(ask.lang, door.brand.default_language)
    if language not in door.languages:
        language = door.brand.default_language
    with translation.override(language):
        now = hours(door.schedule, datetime.now(UTC), language=language)
        return {
            "token": issue(visitor),
            "expires": datetime.fromtimestamp(expires(visitor), UTC).isoformat(),
            "lang": language,
            "languages": [{"code": code, "name": BY_CODE[code].endonym} for code in _spoken(door)],
            "strings": {key: str(text) for key, text in STRINGS.items()},
            "brand": _brand(door),
            "open": now.open,
            "opens_at": now.opens_at,
            "hours_text": now.hours_text,
            "promise": now.promise,
            "prechat": form(door.settings, language),
            "me": {
                "name": visitor.name,
                "email": own_email(visitor.reader(language)),
                "proof": visitor.proof,
            },
            "conversations": conversations(visitor),
            "articles": offered(visitor, language),
            "limits": {
                "text": settings.CHAT_CHARACTERS,
                "file_bytes": settings.FILE_BYTES,
                "files": settings.FILES_PER_MESSAGE,
                "types": FILE_TYPES,
            },
        }


def conversations(visitor: Visitor) -> list[dict[str, Any]]:
    reader = visitor.reader()
    heads = own_conversations(reader)
    unread = own_unread(reader, [UUID(head.id) for head in heads])
    return [
        {
            "c": head.reference,
            "subject": head.subject,
            "status": head.status,
            "unread": unread[UUID(head.id)],
            "last": head.preview,
            "at": head.last_at or head.created_at,
            "agent": head.assignee,
        }
        for head in heads
    ]


def _spoken(door: Door) -> list[str]:
    return [code for code in BY_CODE if code in door.languages]


def _brand(door: Door) -> dict[str, str]:
    accent = {key: str(door.settings[key]) for key in ("accent", "on_accent") if door.settings.get(key)}
    return {"name": door.brand.name, **accent}
