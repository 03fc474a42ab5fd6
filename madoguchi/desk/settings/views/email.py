"""A mailbox, and whether its servers let us in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from madoguchi.channels.email.check import check_mailbox
from madoguchi.channels.email.oauth import ask_anew
from madoguchi.channels.email.setup import WrongServer, to_store
from madoguchi.core.rate import allow
from madoguchi.desk.settings.door import settings_view
from madoguchi.desk.settings.forms.email import EmailForm
from madoguchi.desk.settings.page import page, saved
from madoguchi.desk.settings.views.inboxes import inbox_state, missing
from madoguchi.inbox.actions import save_inbox
from madoguchi.inbox.queries import InboxFacts, inbox_facts
from madoguchi.people.contract import Staff

CHANNEL = "email"


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@settings_view()
def email(request: HttpRequest, staff: Staff, inbox_id: UUID | None = None) -> HttpResponse:
    """`do`: save, or check, which saves and then signs in to the servers."""
    if missing(staff):
        return redirect("desk:settings_inboxes")
    state = inbox_state(staff, inbox_id, CHANNEL)
    facts = state.facts if state else None
    initial = {"name": _("Support mail")}
    form = EmailForm(request.POST or None, staff=staff, facts=facts, initial=initial)
    context: dict[str, Any] = {"form": form, "state": state, "lmtp": settings.LMTP_LISTEN}
    context["system"] = bool(settings.SMTP_URL)
    if request.method != "POST":
        return page(request, staff, "email", context, section="inboxes")
    stored = _stored(staff, form, facts)
    if stored is None:
        return page(request, staff, "email", context, section="inboxes", status=422)
    if request.POST.get("do") != "check":
        messages.success(request, _("Saved."))
        return redirect("desk:settings_inboxes")
    if allow(f"mail-check:{staff.agent_id}", settings.RATE_MAIL_CHECK) is not None:
        messages.warning(request, _("Saved. Wait a minute before the servers are tried again."))
        return redirect("desk:settings_email", inbox_id=stored)
    fresh = inbox_facts(stored)
    context |= {
        "form": EmailForm(staff=staff, facts=fresh),
        "state": inbox_state(staff, stored, CHANNEL),
        "found": check_mailbox(fresh),
    }
    return page(request, staff, "email", context, section="inboxes")


def _stored(staff: Staff, form: EmailForm, facts: InboxFacts | None) -> UUID | None:
    """The inbox's id; None if something stands on the form now."""
    written: list[UUID] = []

    def write() -> None:
        servers, secrets = to_store(form.servers(), facts)
        written.append(
            save_inbox(
                staff=staff,
                inbox_id=facts.id if facts else None,
                channel=CHANNEL,
                address=form.cleaned_data["address"].lower(),
                settings=servers | {"acknowledge": form.cleaned_data["acknowledge"]},
                secrets=secrets,
                **form.common(),
            )
        )
        ask_anew(written[0])

    try:
        return written[0] if saved(form, write) else None
    except WrongServer as wrong:
        form.add_error(wrong.part, str(wrong))
        return None
