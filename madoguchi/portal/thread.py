"""The timeline as the customer reads it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import Promise

from madoguchi.inbox.contract import Entry, FileEntry
from madoguchi.inbox.secrets import named
from madoguchi.portal.words import event_words


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: a message, or an event in words. `mine` stands on the reader's side."""

    id: str
    at: datetime
    new_day: bool
    kind: str
    mine: bool = False
    author: str = ""
    text: str = ""
    words: str | Promise = ""
    files: list[FileEntry] = field(default_factory=list)


def lines_of(entries: list[Entry]) -> list[Line]:
    lines: list[Line] = []
    for entry in entries:
        at = datetime.fromisoformat(entry.at)
        new_day = not lines or lines[-1].at.date() != at.date()
        if entry.kind == "event":
            lines.append(Line(entry.id, at, new_day, "event", words=event_words(entry)))
        else:
            mine = entry.kind == "customer"
            lines.append(
                Line(
                    entry.id,
                    at,
                    new_day,
                    entry.kind,
                    mine,
                    entry.author,
                    named(entry.text),
                    files=entry.files,
                )
            )
    return lines
