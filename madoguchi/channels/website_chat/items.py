"""Entries of the timeline as the customer sees them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Protocol

from django.utils.translation import gettext as _

from madoguchi.channels.website_chat.file_links import link
from madoguchi.channels.website_chat.frames import About, File, Item
from madoguchi.inbox.contract import Entry
from madoguchi.inbox.queries.thread import PUBLIC_EVENTS
from madoguchi.inbox.secrets import named

SHOWN = ("customer", "agent", "event")
OWN = "chat:"  # how the external ids of the widget's messages begin


def items(entries: Iterable[Entry], *, read_up_to: int = 0) -> list[Item]:
    """Those of the entries that are meant for the customer; his own count as read up to a version."""
    now = datetime.now(UTC).isoformat()
    return [_item(entry, read_up_to) for entry in entries if _is_shown(entry, now)]


class Facts(Protocol):
    """What the customer is told of a conversation beside its entries."""

    @property
    def status(self) -> str: ...
    @property
    def assignee(self) -> str: ...
    @property
    def subject(self) -> str: ...


def about(facts: Facts) -> About:
    return About(status=facts.status, agent={"name": facts.assignee}, subject=facts.subject)


def external_id(identity_id: object, client_id: object) -> str:
    """The widget's id of a message inside its visitor's own name: nobody can take or try somebody else's."""
    return f"{OWN}{identity_id}:{client_id}"


def happened(event: str) -> str:
    """An event in the reader's words."""
    words = {
        "resolved": _("Our team has marked this as solved."),
        "reopened": _("This conversation is open again."),
        "joined": _("Somebody from our team is here now."),
        "ended": _("You have ended this conversation."),
    }
    return words.get(event, "")


def _is_shown(entry: Entry, now: str) -> bool:
    if entry.kind == "event":
        return entry.event in PUBLIC_EVENTS
    return entry.kind in SHOWN and entry.state != "undone" and not entry.visible_at > now


def _item(entry: Entry, read_up_to: int) -> Item:
    return Item(
        m=entry.id,
        p=entry.position,
        v=entry.version,
        k=entry.kind,
        who=entry.author,
        text=happened(entry.event) if entry.kind == "event" else named(entry.text),
        at=entry.at,
        state=_state(entry, read_up_to),
        files=[_file(file) for file in entry.files],
        cid=_client_id(entry),
    )


def _state(entry: Entry, read_up_to: int) -> str:
    if entry.kind != "customer":
        return "" if entry.kind == "event" else "sent"
    return "read" if entry.position <= read_up_to else "sent"


def _client_id(entry: Entry) -> str:
    own = entry.kind == "customer" and entry.external_id.startswith(OWN)
    return entry.external_id.rpartition(":")[2] if own else ""


def _file(file: Any) -> File:
    return File(
        id=file.id,
        name=file.name,
        size=file.size,
        type=file.content_type,
        url=link(file.id),
        image=file.image,
    )
