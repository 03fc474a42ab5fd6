"""A customer's own requests."""

from __future__ import annotations

import uuid
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from madoguchi.core.rate import allow
from madoguchi.files.queries import facts
from madoguchi.files.responses import file_response
from madoguchi.inbox import actions as inbox
from madoguchi.inbox import queries
from madoguchi.people.contract import Reader
from madoguchi.portal.access import customer_required
from madoguchi.portal.forms import AnswerForm
from madoguchi.portal.thread import lines_of
from madoguchi.portal.views.limits import too_many
from madoguchi.portal.words import state_of


@require_safe
@customer_required
def request_list(request: HttpRequest, reader: Reader) -> HttpResponse:
    page = queries.requests_of(reader, after=request.GET.get("after", ""))
    rows = [(row, state_of(row.status)) for row in page.rows]
    context = {"section": "requests", "rows": rows, "next": page.next, "later": "after" in request.GET}
    return render(request, "portal/requests.html", context)


@require_safe
@customer_required
def request_detail(request: HttpRequest, reader: Reader, reference: str) -> HttpResponse:
    form = AnswerForm(initial={"client_id": uuid.uuid4()}, label_suffix="")
    return _page(request, reader, reference, form)


@require_POST
@customer_required
def reply(request: HttpRequest, reader: Reader, reference: str) -> HttpResponse:
    if queries.head(reader, reference) is None:
        raise Http404
    wait = allow(f"answer:{reader.customer_id}", settings.RATE_CHAT)
    if wait is not None:
        return too_many(request, wait)
    form = AnswerForm(request.POST, request.FILES, label_suffix="")
    if not form.is_valid():
        return _page(request, reader, reference, form, status=422)
    values = form.cleaned_data
    written = inbox.write_by_customer(
        reader=reader,
        reference=reference,
        text=values["text"],
        client_id=str(values["client_id"]),
        files=values["attachments"],
    )
    if written.masked:
        messages.warning(
            request,
            _("We removed a secret from your message before anyone could read it. Never give it to anyone."),
        )
    else:
        messages.success(request, _("Your message has been sent."))
    # The page that comes next forgets the draft and takes the mark out of its address.
    return redirect(f"{reverse('portal:request', kwargs={'reference': written.reference})}?sent")


@require_POST
@customer_required
def close(request: HttpRequest, reader: Reader, reference: str) -> HttpResponse:
    inbox.close_by_customer(reader=reader, reference=reference)
    messages.success(request, _("Thank you. This request is marked as solved."))
    return redirect("portal:request", reference=reference)


@require_POST
@customer_required
def reopen(request: HttpRequest, reader: Reader, reference: str) -> HttpResponse:
    inbox.reopen_by_customer(reader=reader, reference=reference)
    messages.success(request, _("The request is open again. Tell us what is still missing."))
    return redirect("portal:request", reference=reference)


@require_safe
@customer_required
def file(request: HttpRequest, reader: Reader, file_id: UUID) -> HttpResponseBase:
    stored = facts(file_id)
    if stored is None or not queries.may_read_file(reader, file_id):
        raise Http404
    return file_response(stored)


def _page(
    request: HttpRequest, reader: Reader, reference: str, form: AnswerForm, *, status: int = 200
) -> HttpResponse:
    found = queries.thread(reader, reference, limit=_shown(request))
    if found is None:
        raise Http404
    head, entries, older = found
    inbox.mark_read(
        conversation_id=UUID(head.id), reader=f"identity:{reader.identity_id}", version=head.version
    )
    context = {
        "section": "requests",
        "head": head,
        "state": state_of(head.status),
        "lines": lines_of(entries),
        "older": older,
        "form": form,
        "megabytes": settings.FILE_BYTES // 1_000_000,
        "file_count": settings.FILES_PER_MESSAGE,
    }
    return render(request, "portal/request.html", context, status=status)


def _shown(request: HttpRequest) -> int:
    """How many entries: the newest, or with `?all` as many as anyone would read."""
    return 1_000 if "all" in request.GET else 50
