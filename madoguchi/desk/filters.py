"""What a list is narrowed to: read from its address, remembered for the agent and the view, said in words."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from madoguchi.desk import words
from madoguchi.inbox.queries import Filter
from madoguchi.languages import BY_CODE
from madoguchi.people.actions import prefer
from madoguchi.people.contract import Staff
from madoguchi.people.queries import preference

FIELDS = ("channel", "language", "priority", "tag", "sort")
NEWEST = "newest"
_TAG = 50


def read(given: Mapping[str, str]) -> Filter:
    """What there is not is left out."""
    channel, language, priority = (given.get(name, "") for name in ("channel", "language", "priority"))
    return Filter(
        channel=channel if channel in words.CHANNELS else "",
        language=language if language in BY_CODE else "",
        priority=int(priority) if priority.isdecimal() and int(priority) in words.PRIORITIES else 0,
        tag=" ".join(given.get("tag", "").lower().split())[:_TAG],
        reverse=given.get("sort") == NEWEST,
    )


def query(wanted: Filter, *, team_id: int | None = None) -> str:
    """The filter as it stands in an address."""
    fields = {
        "team": str(team_id or ""),
        "channel": wanted.channel,
        "language": wanted.language,
        "priority": str(wanted.priority or ""),
        "tag": wanted.tag,
        "sort": NEWEST if wanted.reverse else "",
    }
    return urlencode({name: value for name, value in fields.items() if value})


def is_asked(given: Mapping[str, str]) -> bool:
    return any(name in given for name in FIELDS)


def remember(staff: Staff, view: str, wanted: Filter) -> None:
    kept = dict(preference(staff.agent_id, "filters") or {}) | {view: query(wanted)}
    prefer(
        agent_id=staff.agent_id,
        key="filters",
        value={view: text for view, text in kept.items() if text} or None,
    )


def remembered(staff: Staff, view: str) -> str:
    """The filter that this agent chose last for this view, as `query` wrote it."""
    kept = preference(staff.agent_id, "filters")
    return str(kept.get(view, "")) if isinstance(kept, dict) else ""


def said(wanted: Filter) -> list[tuple[str, str]]:
    """Icon and words of each part that narrows the list."""
    language = BY_CODE.get(wanted.language)
    parts = []
    if wanted.channel:
        name, icon = words.channel(wanted.channel)
        parts.append((icon, name))
    if language:
        parts.append(("languages", language.endonym))
    if wanted.priority:
        parts.append(("flag", str(words.PRIORITIES[wanted.priority])))
    if wanted.tag:
        parts.append(("tag", wanted.tag))
    return parts
