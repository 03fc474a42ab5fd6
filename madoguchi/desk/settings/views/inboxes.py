"""All ways in, and what they have in common."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from madoguchi.company.queries import main_brand
from madoguchi.desk import words
from madoguchi.desk.settings.door import settings_view
from madoguchi.desk.settings.page import page
from madoguchi.inbox.queries import InboxState, all_inboxes, any_inbox
from madoguchi.people.contract import Staff
from madoguchi.people.directory import teams

# The page of each channel that can be set up here.
PAGES = {
    "web_form": "desk:settings_web_form",
    "email": "desk:settings_email",
    "website_chat": "desk:settings_chat",
}


@require_safe
@settings_view()
def inbox_list(request: HttpRequest, staff: Staff) -> HttpResponse:
    found = [
        (
            state,
            *words.channel(state.facts.channel),
            reverse(PAGES[state.facts.channel], args=[state.facts.id]),
        )
        for state in all_inboxes(staff)
        if state.facts.channel in PAGES
    ]
    context = {
        "inboxes": found,
        "missing": missing(staff),
        # Forms, and visitors who left, are answered by mail.
        "no_mailbox": bool(found) and not any_inbox("email"),
    }
    return page(request, staff, "inboxes", context, section="inboxes")


def missing(staff: Staff) -> str:
    """What has to be there before an inbox can be opened: "company", "team" or nothing."""
    if main_brand() is None:
        return "company"
    return "" if teams(staff) else "team"


def inbox_state(staff: Staff, inbox_id: UUID | None, channel: str) -> InboxState | None:
    """None for a new one. Raises Http404 for one that is not there, or of another channel."""
    if inbox_id is None:
        return None
    for state in all_inboxes(staff):
        if state.facts.id == inbox_id and state.facts.channel == channel:
            return state
    raise Http404
