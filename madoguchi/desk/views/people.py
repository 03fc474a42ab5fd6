"""The customer beside the conversation."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from madoguchi.desk import words
from madoguchi.desk.access import staff_required
from madoguchi.helpcenter.contract import without_article
from madoguchi.helpcenter.queries.mentioned import read_article
from madoguchi.inbox.contract import InboxError
from madoguchi.inbox.queries import about, head
from madoguchi.languages import BY_CODE
from madoguchi.people.actions import note_on_customer, set_vip
from madoguchi.people.contract import Permission, Staff, StaffProblem
from madoguchi.people.queries import customer_card


@require_safe
@staff_required
def context_panel(request: HttpRequest, staff: Staff, reference: str) -> HttpResponse:
    """Who it is and how we know, the case, and what came before."""
    return _panel(request, staff, reference)


def _panel(request: HttpRequest, staff: Staff, reference: str) -> HttpResponse:
    beside, facts = about(staff, reference), head(staff, reference)
    if beside is None or facts is None:
        raise Http404
    card = customer_card(beside.customer_id)
    language = BY_CODE.get(card.language or facts.language)
    identities = [
        (identity, *words.channel(identity.channel), words.PROOFS.get(identity.proof, words.PROOFS[0]))
        for identity in card.identities
    ]
    others = [
        (other, words.STATUSES.get(other.status, other.status), words.title(other)) for other in beside.others
    ]
    return render(
        request,
        "desk/_context.html",
        {
            "head": facts,
            "about": beside,
            "card": card,
            "name": words.customer(facts),
            "language": language.endonym if language else card.language or facts.language,
            "identities": identities,
            "others": others,
            "topic": words.topic(facts.topic),
            "answers": words.answers(facts.topic, without_article(beside.fields)),
            "may_write": staff.may(Permission.ANSWER),
            "vip_levels": range(settings.VIP_LEVELS + 1) if staff.may(Permission.VIP) else (),
            "article": read_article(beside.fields),
        },
    )


@require_POST
@staff_required
def customer_notes(request: HttpRequest, staff: Staff, reference: str) -> HttpResponse:
    beside = about(staff, reference)
    if beside is None:
        raise Http404
    if not staff.may(Permission.ANSWER):
        raise InboxError(_("Your role does not allow this."))
    note_on_customer(customer_id=beside.customer_id, notes=request.POST.get("notes", ""))
    return HttpResponse(status=204)


@require_POST
@staff_required
def customer_vip(request: HttpRequest, staff: Staff, reference: str) -> HttpResponse:
    """Mark the customer of a conversation as VIP, or take the mark away; the panel as it is then."""
    beside = about(staff, reference)
    if beside is None:
        raise Http404
    given = request.POST.get("level", "")
    level = int(given) if given.isdecimal() and len(given) < 4 else -1
    try:
        set_vip(staff=staff, customer_id=beside.customer_id, level=level)
    except PermissionDenied:
        raise InboxError(_("Your role does not allow this.")) from None
    except StaffProblem as problem:
        raise InboxError(str(problem)) from None
    return _panel(request, staff, reference)
