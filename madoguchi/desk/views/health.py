"""What got stuck and waits for a person: dead jobs, and payloads in quarantine."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from madoguchi.channel_kit import actions as channel_kit
from madoguchi.channel_kit.queries import quarantined
from madoguchi.desk import screen, words
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
        "quarantine": [(payload, *words.channel(payload.channel)) for payload in quarantined(staff)],
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


@require_POST
@staff_required
def decide_payload(request: HttpRequest, staff: Staff, payload_id: UUID) -> HttpResponse:
    """`decision`: replay or discard."""
    _require_replay(staff)
    try:
        if request.POST.get("decision") == "discard":
            channel_kit.discard(staff=staff, payload_id=payload_id)
            messages.success(request, _("What came in was discarded."))
        elif channel_kit.replay(staff=staff, payload_id=payload_id).problem:
            messages.error(request, _("It still cannot be taken in."))
        else:
            messages.success(request, _("It was taken in."))
    except channel_kit.NotMine:
        messages.info(request, _("Somebody was quicker: it is not in quarantine any more."))
    return redirect("desk:health")


def _require_replay(staff: Staff) -> None:
    if not staff.may(Permission.REPLAY):
        raise PermissionDenied
