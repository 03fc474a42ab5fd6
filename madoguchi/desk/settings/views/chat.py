"""The website chat: its look, the sites that may show it, and the keys by which the exchange says who is there."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from madoguchi.desk.settings.door import settings_view
from madoguchi.desk.settings.forms.chat import ChatForm
from madoguchi.desk.settings.page import PROBLEMS, done, page, saved
from madoguchi.desk.settings.views.inboxes import inbox_state, missing
from madoguchi.inbox.actions import save_inbox
from madoguchi.people import actions as people
from madoguchi.people.contract import Staff
from madoguchi.people.identity_keys import key_list

CHANNEL = "website_chat"


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view()
def chat(request: HttpRequest, staff: Staff, inbox_id: UUID | None = None) -> HttpResponse:
    if missing(staff):
        return redirect("desk:settings_inboxes")
    state = inbox_state(staff, inbox_id, CHANNEL)
    facts = state.facts if state else None
    form = ChatForm(request.POST or None, staff=staff, facts=facts, initial={"name": _("Website chat")})
    made: list[UUID] = []
    if request.method == "POST" and saved(
        form,
        lambda: made.append(
            save_inbox(
                staff=staff,
                inbox_id=inbox_id,
                channel=CHANNEL,
                # Part of the line in the customers' pages: it stays what it is.
                address=facts.address if facts else f"chat-{secrets.token_hex(5)}",
                settings=form.look(),
                **form.common(),
            )
        ),
    ):
        messages.success(request, _("Saved."))
        return redirect("desk:settings_chat", inbox_id=made[0])
    line = _line(facts.address) if facts else ""
    context = {"form": form, "state": state, "line": line, "keys": key_list(staff)}
    status = 422 if request.method == "POST" else 200
    return page(request, staff, "chat", context, section="inboxes", status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view()
def keys(request: HttpRequest, staff: Staff) -> HttpResponse:
    """POST without `remove` makes a key and shows it this one time; with it, that key ends."""
    made: tuple[str, str] | None = None
    if request.method == "POST" and (kid := request.POST.get("remove")):
        done(request, lambda: people.remove_identity_key(staff=staff, kid=kid), said=_("The key is removed."))
        return redirect("desk:settings_chat_keys")
    if request.method == "POST":
        try:
            made = people.new_identity_key(staff=staff)
        except PROBLEMS as problem:
            messages.error(request, str(problem))
            return redirect("desk:settings_chat_keys")
    context = {"keys": key_list(staff), "made": made}
    return page(request, staff, "chat_keys", context, section="inboxes")


def _line(key: str) -> str:
    """What goes into the pages of the website."""
    return f'<script src="{settings.PUBLIC_URL}/widget.js" data-inbox="{key}" async></script>'
