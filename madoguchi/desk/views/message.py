"""Older entries, and a message as it was sent."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from madoguchi.desk import render
from madoguchi.desk.access import staff_required
from madoguchi.desk.mail_html import document, policy
from madoguchi.inbox.queries import entry
from madoguchi.inbox.queries import older as older_entries
from madoguchi.people.contract import Staff


@require_safe
@staff_required
def older(request: HttpRequest, staff: Staff, reference: str) -> HttpResponse:
    """`?before=` a position: the 50 entries before it; the header X-More says whether there are still older ones."""
    before = request.GET.get("before", "")
    found = older_entries(staff, reference, before=int(before)) if before.isdecimal() else None
    if found is None:
        raise Http404
    entries, more = found
    return HttpResponse(render.entries(entries, reference=reference), headers={"X-More": str(int(more))})


@require_safe
@xframe_options_sameorigin
@staff_required
def html(request: HttpRequest, staff: Staff, reference: str, message_id: UUID) -> HttpResponse:
    """A page of its own for the sandboxed frame: no script, and nothing from elsewhere unless `?pictures=1`."""
    found = entry(staff, reference, message_id)
    if found is None or not found.html:
        raise Http404
    inline = {file.inline_id: reverse("desk:file", args=[file.id]) for file in found.files if file.inline_id}
    nonce = get_random_string(24)
    page = document(found.html, inline=inline, nonce=nonce)
    response = HttpResponse(page)
    response["Content-Security-Policy"] = policy(nonce=nonce, pictures=request.GET.get("pictures") == "1")
    response["Referrer-Policy"] = "no-referrer"
    response["X-Content-Type-Options"] = "nosniff"
    return response
