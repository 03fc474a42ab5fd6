"""The register of official channels, and what customers asked about lately."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.desk.settings.door import settings_view
from madoguchi.desk.settings.forms.official import OfficialChannelForm
from madoguchi.desk.settings.page import page, saved
from madoguchi.people.contract import Staff
from madoguchi.trust import actions, queries

DAYS = 30


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view()
def official(request: HttpRequest, staff: Staff) -> HttpResponse:
    brand_id = queries.main_brand_id()
    form = OfficialChannelForm(request.POST or None)
    if request.method == "POST" and brand_id is not None:
        added = saved(
            form,
            lambda: actions.add_channel(by=f"agent:{staff.agent_id}", brand_id=brand_id, **form.cleaned_data),
        )
        if added:
            messages.success(request, _("Saved."))
            return redirect("desk:settings_official")
    context = {
        "form": form,
        "has_brand": brand_id is not None,
        "channels": queries.channels(brand_id) if brand_id is not None else [],
        "asked": queries.asked_about(days=DAYS),
        "days": DAYS,
    }
    status = 422 if request.method == "POST" else 200
    return page(request, staff, "official", context, section="official", status=status)


@require_POST
@settings_view()
def remove(request: HttpRequest, staff: Staff, channel_id: int) -> HttpResponse:
    if actions.remove_channel(by=f"agent:{staff.agent_id}", channel_id=channel_id):
        messages.success(request, _("It is no longer in the list."))
    return redirect("desk:settings_official")
