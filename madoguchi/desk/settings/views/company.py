"""The company: brand and legal entity."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from madoguchi.company import actions, queries
from madoguchi.desk.settings.door import settings_view
from madoguchi.desk.settings.forms.company import CompanyForm
from madoguchi.desk.settings.page import page, saved
from madoguchi.people.contract import Staff


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view()
def company(request: HttpRequest, staff: Staff) -> HttpResponse:
    known = queries.company()
    form = CompanyForm(request.POST or None, initial=_filled(known))
    if request.method == "POST" and saved(
        form, lambda: actions.save_company(by=f"agent:{staff.agent_id}", **form.cleaned_data)
    ):
        messages.success(request, _("Saved."))
        return redirect("desk:settings_company" if known else "desk:settings")
    status = 422 if request.method == "POST" else 200
    return page(request, staff, "company", {"form": form}, section="company", status=status)


def _filled(known: queries.Company | None) -> dict[str, Any]:
    if known is None:
        return {"languages": ["en"]}
    return {
        "name": known.brand.name,
        "site": known.brand.site,
        "languages": list(known.brand.languages),
        "default_language": known.brand.default_language,
        "legal_name": known.legal_name,
        "country": known.country,
        "address": known.address,
    }
