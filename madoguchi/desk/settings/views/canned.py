"""Prepared answers; also for those who keep nothing else here."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from madoguchi.desk.settings.door import settings_view
from madoguchi.desk.settings.forms.canned import CannedForm
from madoguchi.desk.settings.page import page, saved
from madoguchi.inbox.actions import delete_canned, save_canned
from madoguchi.inbox.queries import shared_canned
from madoguchi.languages import BY_CODE
from madoguchi.people.contract import Permission, Staff


@require_safe
@settings_view(Permission.CANNED)
def canned_list(request: HttpRequest, staff: Staff) -> HttpResponse:
    found = [
        (one, [BY_CODE[code].endonym for code in one.texts if code in BY_CODE])
        for one in shared_canned(staff)
    ]
    return page(request, staff, "canned_list", {"replies": found}, section="canned")


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view(Permission.CANNED)
def canned(request: HttpRequest, staff: Staff, reply_id: int | None = None) -> HttpResponse:
    facts = next((one for one in shared_canned(staff) if one.id == reply_id), None)
    if reply_id and facts is None:
        raise Http404
    form = CannedForm(request.POST or None, facts=facts)
    if request.method == "POST" and saved(
        form, lambda: save_canned(staff=staff, reply_id=reply_id, **form.values())
    ):
        messages.success(request, _("Saved."))
        return redirect("desk:settings_canned")
    status = 422 if request.method == "POST" else 200
    return page(request, staff, "canned", {"form": form, "facts": facts}, section="canned", status=status)


@require_POST
@settings_view(Permission.CANNED)
def delete(request: HttpRequest, staff: Staff, reply_id: int) -> HttpResponse:
    if not any(one.id == reply_id for one in shared_canned(staff)):
        raise Http404
    delete_canned(staff=staff, reply_id=reply_id)
    messages.success(request, _("The prepared answer is deleted."))
    return redirect("desk:settings_canned")
