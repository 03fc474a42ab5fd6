"""What an agent wants to see of a view, and in which direction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from madoguchi.inbox import statements as sql
from madoguchi.inbox.models.conversation import CENTURY
from madoguchi.inbox.queries.views import Branch, View


@dataclass(frozen=True, slots=True)
class Filter:
    """Empty fields leave everything in. `reverse` turns the view's order round: those who began to wait last first."""

    channel: str = ""
    language: str = ""
    priority: int = 0
    tag: str = ""
    reverse: bool = False

    def conditions(self) -> dict[str, Any]:
        """As the ORM takes them; none serves an index of a view."""
        wanted = {
            "inbox__channel": self.channel,
            "language": self.language,
            "priority": self.priority,
            "tags__name": self.tag,
        }
        return {column: value for column, value in wanted.items() if value}


def stretches(view: View, wanted: Filter, *, now: datetime) -> tuple[View, list[Branch]]:
    """The view in the wanted direction, and the conditions of its stretches, one to be read after the other.

    Those who do not wait stand a century behind the others (Conversation.place): read backwards, they would come first.
    In what is closed and in spam nobody waits.
    """
    if not wanted.reverse:
        return view, [("", [])]
    turned = replace(view, newest=not view.newest)
    if view.column != "list_at" or view.newest:
        return turned, [("", [])]
    cut = sql.moment(now + CENTURY / 2)
    return turned, [("list_at < %s", [cut]), ("list_at >= %s", [cut])]
