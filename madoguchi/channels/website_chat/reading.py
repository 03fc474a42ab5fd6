"""What a visitor reads of his conversations: frames as the widget takes them. All of it uses the database."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import translation

from madoguchi.channels.website_chat.frames import Items, Older, Watch, gone
from madoguchi.channels.website_chat.items import about, items
from madoguchi.inbox.actions import read_up_to
from madoguchi.inbox.contract import Entry, Head
from madoguchi.inbox.queries import change_since, head, older, thread
from madoguchi.people.contract import Reader

Frame = Items | dict[str, Any]
AGENTS = "agent:"


def sync(reader: Reader, frame: Watch, lang: str) -> Frame:
    """Everything after version `frame.v`; with 0 the newest entries."""
    with translation.override(lang):
        if frame.v <= 0:
            return _newest(reader, frame.c)
        try:
            change = change_since(reader, frame.c, version=frame.v)
        except LookupError:
            return {"t": "reload", "c": frame.c}
        return _sync(change.head, change.entries, more=False) if change else gone(frame.c)


def before(reader: Reader, frame: Older, lang: str) -> Frame:
    with translation.override(lang):
        facts = head(reader, frame.c)
        found = older(reader, frame.c, before=frame.p)
        if facts is None or found is None:
            return gone(frame.c)
        entries, more = found
        return Items(t="older", c=frame.c, items=items(entries, read_up_to=_read(facts)), more=more)


def to_confirm(frame: Frame) -> list[UUID]:
    """Answers of a frame that its reader now has."""
    return [UUID(item.m) for item in frame.items if item.k == "agent"] if isinstance(frame, Items) else []


def _newest(reader: Reader, reference: str) -> Frame:
    found = thread(reader, reference)
    if found is None:
        return gone(reference)
    facts, entries, more = found
    return _sync(facts, entries, more=more)


def _sync(facts: Head, entries: list[Entry], *, more: bool) -> Items:
    return Items(
        t="sync",
        c=facts.reference,
        v=facts.version,
        items=items(entries, read_up_to=_read(facts)) if entries else [],
        conversation=about(facts),
        more=more,
    )


def _read(facts: Head) -> int:
    return read_up_to(conversation_id=UUID(facts.id), prefix=AGENTS)
