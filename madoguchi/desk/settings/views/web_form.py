"""A contact form on the customers' pages."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from madoguchi.desk.settings.door import settings_view
from madoguchi.desk.settings.forms.inboxes import InboxForm
from madoguchi.desk.settings.page import page, saved
from madoguchi.desk.settings.views.inboxes import inbox_state, missing
from madoguchi.inbox.actions import save_inbox
from madoguchi.people.contract import Staff

CHANNEL = "web_form"


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view()
def web_form(request: HttpRequest, staff: Staff, inbox_id: UUID | None = None) -> HttpResponse:
    if missing(staff):
        return redirect("desk:settings_inboxes")
    state = inbox_state(staff, inbox_id, CHANNEL)
    facts = state.facts if state else None
    initial = {"name": _("Contact form")}
    form = InboxForm(request.POST or None, staff=staff, facts=facts, initial=initial)
    # A form has no address that anybody types; the row needs one of its own.
    address = facts.address if facts else f"form-{secrets.token_hex(4)}"
    if request.method == "POST" and saved(
        form,
        lambda: save_inbox(staff=staff, inbox_id=inbox_id, channel=CHANNEL, address=address, **form.common()),
    ):
        messages.success(request, _("Saved."))
        return redirect("desk:settings_inboxes")
    context = {"form": form, "state": state, "url": settings.PUBLIC_URL + reverse("portal:contact")}
    status = 422 if request.method == "POST" else 200
    return page(request, staff, "web_form", context, section="inboxes", status=status)
