"""Rows, entries and headers as HTML in the active language, the same for pages and sockets: nothing in them depends
on who looks, so one rendering serves all who read that language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.template import engines
from django.utils.safestring import SafeString, mark_safe

from madoguchi.desk import words
from madoguchi.desk.mail_card import mail_card
from madoguchi.desk.sizes import human_size
from madoguchi.desk.text import said
from madoguchi.inbox.contract import Entry, Head
from madoguchi.inbox.queries import RowExtras
from madoguchi.inbox.secrets import named

PREVIEW_CHARACTERS = 400
_NEVER = "~"  # sorts after every time


def rows(heads: Sequence[Head], *, extras: dict[str, RowExtras], view: str) -> SafeString:
    return _joined(row(head, extras=extras.get(head.id), view=view) for head in heads)


def row(head: Head, *, extras: RowExtras | None = None, view: str = "all") -> SafeString:
    """One row of a list. Without `extras` (a live change) the page keeps what it knew of unread, draft and tags."""
    return _fragment(
        "row",
        head=head,
        extras=extras or RowExtras(),
        view=view,
        preview=named(head.preview),
        **_named(head),
        key=sort_key(head),
    )


def sort_key(head: Head) -> str:
    """Where a row stands in its view, as text that sorts: who waits longest first, who does not wait last.

    Snoozed rows sort by when they wake; closed ones and spam, newest first, by their key backwards.
    """
    if head.status == "snoozed":
        return head.snoozed_until
    if head.status in ("resolved", "closed", "spam"):
        return head.list_at
    return head.list_at if head.waiting_since else _NEVER + head.list_at


def entries(found: Iterable[Entry], *, reference: str) -> SafeString:
    return _joined(entry(one, reference=reference) for one in found)


def entry(one: Entry, *, reference: str) -> SafeString:
    """One entry of the thread: a bubble, or a line for an event."""
    if one.kind == "event":
        icon = words.EVENT_ICONS.get(one.event) or words.STATUS_ICONS.get(str(one.data.get("to")), "info")
        return _fragment("event", entry=one, text=words.happened(one), event_icon=icon)
    return _fragment(
        "entry",
        entry=one,
        reference=reference,
        body=said(one.text),
        quoted=said(one.quoted),
        mail=mail_card(one.data),
        files=[(file, human_size(file.size)) for file in one.files if not (file.inline_id and one.html)],
        state=words.STATES.get(one.state) if one.kind == "agent" else None,
    )


def preview(head: Head, said: Sequence[Entry]) -> SafeString:
    """A look into a conversation from the list. Nothing in it can be operated."""
    return _fragment(
        "preview",
        head=head,
        said=[(one, _cut(named(one.text)), len(one.files)) for one in said],
        **_named(head),
        topic=words.topic(head.topic),
    )


def header(head: Head, *, tags: Sequence[str] | None) -> SafeString:
    """The top of an open conversation. Without `tags` the page keeps the ones it shows."""
    return _fragment(
        "head",
        head=head,
        tags=tags,
        **_named(head),
    )


def viewers(people: Sequence[dict[str, Any]]) -> SafeString:
    """Faces of the agents who look at a conversation."""
    return _fragment("viewers", people=people)


def _named(head: Head) -> dict[str, Any]:
    """The facts of a conversation that rows, looks and headers show, in words."""
    return {
        "title": words.title(head),
        "customer": words.customer(head),
        "channel": words.channel(head.channel),
        "proof": words.PROOFS.get(head.proof, words.PROOFS[0]),
        "status": words.STATUSES.get(head.status, head.status),
        "status_icon": words.STATUS_ICONS.get(head.status, "circle"),
        "priority": words.PRIORITIES.get(head.priority, ""),
    }


def _cut(text: str) -> str:
    """The beginning, for a place that shows a few lines."""
    return text if len(text) <= PREVIEW_CHARACTERS else text[:PREVIEW_CHARACTERS].rstrip() + "…"


def _fragment(name: str, **context: Any) -> SafeString:
    return mark_safe(engines["fragments"].get_template(f"desk/{name}.html").render(context))  # noqa: S308 - autoescaped


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308 - fragments
