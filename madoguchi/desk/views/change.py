"""What an agent changes about a conversation; each answers with the new header."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from madoguchi.desk import render
from madoguchi.desk.access import staff_required
from madoguchi.desk.bulk import STATUSES, tag_names
from madoguchi.inbox import actions
from madoguchi.inbox.contract import InboxError
from madoguchi.inbox.queries import head, tags_of
from madoguchi.people.contract import Staff


@require_POST
@staff_required
def status(request: HttpRequest, staff: Staff, reference: str) -> HttpResponse:
    """`status`, and for snoozed `until` (ISO 8601 with its offset)."""
    wanted = request.POST.get("status", "")
    if wanted not in STATUSES:
        raise InboxError(_("There is no such status."))
    until = moment(request.POST.get("until", "")) if wanted == "snoozed" else None
    actions.set_status(staff=staff, reference=reference, status=wanted, until=until)
    return _header(staff, reference)


@require_POST
@staff_required
def assign(request: HttpRequest, staff: Staff, reference: str) -> HttpResponse:
    """`agent`: an id, `me`, or empty for nobody."""
    asked = request.POST.get("agent", "")
    agent_id = staff.agent_id if asked == "me" else _uuid(asked)
    actions.assign(staff=staff, reference=reference, agent_id=agent_id)
    return _header(staff, reference)


@require_POST
@staff_required
def team(request: HttpRequest, staff: Staff, reference: str) -> HttpResponse:
    """`team`: an id, or empty for none. Handing it to a team that is not the agent's own may end his sight of it."""
    asked = request.POST.get("team", "")
    actions.set_team(staff=staff, reference=reference, team_id=int(asked) if asked.isdecimal() else None)
    return _header(staff, reference)


@require_POST
@staff_required
def priority(request: HttpRequest, staff: Staff, reference: str) -> HttpResponse:
    try:
        actions.set_priority(staff=staff, reference=reference, priority=int(request.POST.get("priority", "")))
    except ValueError:
        raise InboxError(_("There is no such priority.")) from None
    return _header(staff, reference)


@require_POST
@staff_required
def subject(request: HttpRequest, staff: Staff, reference: str) -> HttpResponse:
    actions.set_subject(staff=staff, reference=reference, subject=request.POST.get("subject", ""))
    return _header(staff, reference)


@require_POST
@staff_required
def tags(request: HttpRequest, staff: Staff, reference: str) -> HttpResponse:
    """`tags`: names, separated by commas."""
    actions.set_tags(staff=staff, reference=reference, names=tag_names(request.POST.get("tags", "")))
    return _header(staff, reference)


def moment(text: str) -> datetime | None:
    """An aware time, or None for anything else."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and found.tzinfo else None


def _header(staff: Staff, reference: str) -> HttpResponse:
    facts = head(staff, reference)
    if facts is None:  # handed over to others: 204 leaves the screen as it is until it is left
        return HttpResponse(status=204, headers={"X-Gone": "1"})
    return HttpResponse(render.header(facts, tags=tags_of(facts)))


def _uuid(text: str) -> UUID | None:
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
