"""What got stuck and waits for a person: dead jobs, and payloads in quarantine."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from madoguchi.desk import screen
from madoguchi.desk.access import staff_required
from madoguchi.jobs import actions as jobs
from madoguchi.jobs.queries import dead_letters, queue_states
from madoguchi.people.contract import Permission, Staff

PAGE = 50


@require_safe
@staff_required
def health(request: HttpRequest, staff: Staff) -> HttpResponse:
    _require_replay(staff)
    before = request.GET.get("before", "")
    dead = dead_letters(limit=PAGE + 1, before=int(before) if before.isdecimal() else None)
    page = screen.frame(staff, section="health") | {
        "queues": queue_states(),
        "dead": dead[:PAGE],
        "older": dead[PAGE - 1].id if len(dead) > PAGE else None,
    }
    return render(request, "desk/health.html", page)


@require_POST
@staff_required
def decide_job(request: HttpRequest, staff: Staff, job_id: int) -> HttpResponse:
    """`decision`: replay or discard."""
    _require_replay(staff)
    by = f"agent:{staff.agent_id}"
    try:
        if request.POST.get("decision") == "discard":
            jobs.discard(job_id, by=by)
            messages.success(request, _("The job was discarded."))
        else:
            jobs.replay(job_id, by=by)
            messages.success(request, _("The job runs again."))
    except jobs.NotDead:
        messages.info(request, _("Somebody was quicker: the job is not in this list any more."))
    except jobs.AlreadyOpen:
        messages.info(request, _("The same work is already under way, so it need not run again."))
    return redirect("desk:health")


def _require_replay(staff: Staff) -> None:
    if not staff.may(Permission.REPLAY):
        raise PermissionDenied
