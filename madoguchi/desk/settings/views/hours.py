"""When somebody is at the counter, and what that means right now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from madoguchi.company import actions
from madoguchi.company.hours import NeverOpens, Schedule, is_open, next_open, schedule_from_plain
from madoguchi.company.queries import calendar_facts, calendars, schedule_of
from madoguchi.desk.settings.door import settings_view
from madoguchi.desk.settings.forms.hours import HoursForm
from madoguchi.desk.settings.page import page
from madoguchi.people.contract import Staff


@dataclass(frozen=True, slots=True)
class Now:
    """`opens_at` in the schedule's own zone; None while it is open, and where it never opens."""

    open: bool
    opens_at: datetime | None
    zone: str


@require_safe
@settings_view()
def hours_list(request: HttpRequest, staff: Staff) -> HttpResponse:
    found = [(facts, now(schedule)) for facts in calendars() if (schedule := schedule_of(facts.id))]
    return page(request, staff, "hours_list", {"calendars": found}, section="hours")


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view()
def hours(request: HttpRequest, staff: Staff, calendar_id: int | None = None) -> HttpResponse:
    """`do`: save, or look, which only says what would hold now."""
    facts = calendar_facts(calendar_id) if calendar_id else None
    if calendar_id and facts is None:
        raise Http404
    form = HoursForm(request.POST or None, facts=facts)
    context: dict[str, object] = {"form": form, "facts": facts}
    if request.method != "POST":
        schedule = schedule_of(calendar_id)
        return page(request, staff, "hours", context | {"now": now(schedule)}, section="hours")
    if not form.is_valid():
        return page(request, staff, "hours", context, section="hours", status=422)
    if request.POST.get("do") == "look":
        schedule = schedule_from_plain(form.plain(form.cleaned_data))
        return page(request, staff, "hours", context | {"now": now(schedule), "look": True}, section="hours")
    values = form.cleaned_data
    if any(other.name == values["name"] and other.id != calendar_id for other in calendars()):
        form.add_error("name", _("Other opening hours have this name already."))
        return page(request, staff, "hours", context, section="hours", status=422)
    actions.save_calendar(
        by=f"agent:{staff.agent_id}",
        calendar_id=calendar_id,
        name=values["name"],
        time_zone=values["time_zone"],
        hours=values["hours"],
        special_days=values["special"],
        holidays=values["closed"],
    )
    messages.success(request, _("Saved."))
    return redirect("desk:settings_hours")


@require_POST
@settings_view()
def delete(request: HttpRequest, staff: Staff, calendar_id: int) -> HttpResponse:
    if calendar_facts(calendar_id) is None:
        raise Http404
    try:
        actions.delete_calendar(by=f"agent:{staff.agent_id}", calendar_id=calendar_id)
    except ProtectedError:
        messages.error(request, _("An inbox keeps these hours. Give it other ones first."))
        return redirect("desk:settings_hours_one", calendar_id=calendar_id)
    messages.success(request, _("The opening hours are deleted."))
    return redirect("desk:settings_hours")


def now(schedule: Schedule | None) -> Now | None:
    if schedule is None:
        return None
    moment, zone = timezone.now(), schedule.timezone.key
    if is_open(schedule, moment):
        return Now(True, None, zone)
    try:
        opens = next_open(schedule, moment)
    except NeverOpens:
        opens = None
    return Now(False, opens.astimezone(ZoneInfo(zone)) if opens else None, zone)
