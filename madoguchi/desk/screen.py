"""What the inbox screen is made of."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from madoguchi.desk import filters, render, words
from madoguchi.desk.bulk import STATUSES
from madoguchi.desk.commands import commands, shortcut_groups
from madoguchi.desk.opening import Opened
from madoguchi.desk.strings import strings
from madoguchi.inbox.contract import Head
from madoguchi.inbox.queries import DraftFacts, Filter, counts, row_extras
from madoguchi.jobs.queries import dead_count
from madoguchi.languages import LANGUAGES
from madoguchi.people.contract import Permission, Staff
from madoguchi.people.queries import colleagues, team_names


def frame(staff: Staff, *, section: str) -> dict[str, Any]:
    """What every page of the desk needs."""
    return {
        "agent": {"name": staff.name, "reference": str(staff.agent_id)},
        "section": section,
        "may_set_up": any(map(staff.may, (Permission.SETTINGS, Permission.CANNED, Permission.AUDIT_READ))),
        "stuck": dead_count() if staff.may(Permission.REPLAY) else None,
    }


def inbox_page(
    request: HttpRequest,
    staff: Staff,
    *,
    view: str,
    team_id: int | None = None,
    query: str | None = None,
    wanted: Filter | None = None,
) -> dict[str, Any]:
    """The list pane and what surrounds it, without rows."""
    counted = counts(staff)
    wanted = wanted or Filter()
    teams = [(id, name) for id, name in team_names() if id in staff.team_ids]
    return frame(staff, section="inbox" if query is None else "search") | {
        "view": view,
        "view_title": words.VIEWS[view][0] if view in words.VIEWS else "",
        "views": [(key, name, icon, _capped(counted.get(key))) for key, (name, icon) in words.VIEWS.items()],
        "teams": teams,
        "team_id": team_id,
        "team_name": dict(teams).get(team_id or 0, ""),
        "query": query,
        "unassigned": _capped(counted.get("unassigned")),
        "config": {
            "me": str(staff.agent_id),
            "name": staff.name,
            "teams": sorted(staff.team_ids),
            "team": team_id,
            "view": view,
            "query": filters.query(wanted, team_id=team_id),
            "filter": asdict(wanted),
            "undo_seconds": settings.UNDO_SECONDS,
            "file_bytes": settings.FILE_BYTES,
            "files": settings.FILES_PER_MESSAGE,
            "characters": settings.MESSAGE_CHARACTERS,
        },
        "wanted": wanted,
        "narrowed": filters.said(wanted),
        "channels": [(key, name) for key, (name, _) in words.CHANNELS.items()],
        "languages": LANGUAGES,
        "priorities": list(words.PRIORITIES.items()),
        "sorts": words.SORTS.get(view, words.SORTS["all"]),
        "may_answer": staff.may(Permission.ANSWER),
        "bulk": _bulk(staff) if staff.may(Permission.ANSWER) else None,
        "strings": strings(),
        "commands": commands(),
        "shortcut_groups": shortcut_groups(),
    }


def _bulk(staff: Staff) -> dict[str, Any]:
    """What can be done with ticked rows."""
    return {
        "statuses": [
            (key, words.STATUSES[key], words.STATUS_ICONS[key]) for key in STATUSES if key != "snoozed"
        ],
        "colleagues": [one for one in colleagues() if one.id != staff.agent_id],
        "teams": team_names(),
        "priorities": list(words.PRIORITIES.items()),
    }


def rows(staff: Staff, heads: list[Head], *, view: str) -> str:
    return render.rows(heads, extras=row_extras(staff, heads), view=view)


def conversation_pane(staff: Staff, opened: Opened, *, view: str) -> dict[str, Any]:
    """The open conversation: header, thread, composer, context."""
    head = opened.head
    channel, icon = words.channel(opened.about.reply_channel)
    return {
        "view": view,
        "head": head,
        "about": opened.about,
        "header": render.header(head, tags=opened.about.tags),
        "entries": render.entries(opened.entries, reference=head.reference),
        "first_position": opened.entries[0].position if opened.entries else 0,
        "more": opened.more,
        "seen": opened.seen,
        "reply": opened.drafts.get("reply"),
        "draft_state": {kind: _draft(opened.drafts.get(kind)) for kind in ("reply", "note")},
        "customer": words.isolated(words.customer(head)),
        "reply_channel": channel,
        "reply_icon": icon,
        "statuses": [
            (key, name, words.STATUS_ICONS[key]) for key, name in words.STATUSES.items() if key != "new"
        ],
        "priorities": list(words.PRIORITIES.items()),
        "colleagues": colleagues(),
        "all_teams": team_names(),
        "may_answer": staff.may(Permission.ANSWER),
        "me": str(staff.agent_id),
    }


def _draft(facts: DraftFacts | None) -> dict[str, Any]:
    if facts is None:
        return {"text": "", "revision": 0, "files": []}
    files = [{"id": f.id, "name": f.name, "size": f.size, "image": f.image} for f in facts.files]
    return {"text": facts.text, "revision": facts.revision, "files": files}


def _capped(count: int | None) -> str:
    if not count:
        return ""
    return "999+" if count > 999 else str(count)
