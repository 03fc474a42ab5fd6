"""“Is it really us?”: anybody asks about an address, a number or an account, and reads the list."""

from __future__ import annotations

from itertools import groupby

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from madoguchi.company.queries import main_brand
from madoguchi.core.rate import allow
from madoguchi.portal.access import source
from madoguchi.portal.forms import OfficialForm
from madoguchi.portal.official import Verdict, verdict
from madoguchi.portal.views.limits import too_many
from madoguchi.trust.actions import answer
from madoguchi.trust.queries import public_channels


@require_http_methods(["GET", "HEAD", "POST"])
def official(request: HttpRequest) -> HttpResponseBase:
    """What is asked comes in the body, so that it stands in no address and no log."""
    brand = main_brand()
    if request.method != "POST" or brand is None:
        return _page(request, OfficialForm(), None)
    wait = allow(f"trust:{source(request)}", settings.RATE_TRUST)
    if wait is not None:
        return too_many(request, wait)
    form = OfficialForm(request.POST)
    if not form.is_valid():
        return _page(request, form, None, status=422)
    found = answer(form.cleaned_data["value"], brand_id=brand.id)
    # A secret is not written into the page again.
    return _page(request, OfficialForm() if found.secret else form, verdict(found))


def _page(
    request: HttpRequest, form: OfficialForm, found: Verdict | None, *, status: int = 200
) -> HttpResponse:
    brand = main_brand()
    listed = public_channels(brand.id) if brand else []
    groups = [(name, list(rows)) for name, rows in groupby(listed, key=lambda channel: channel.kind_name)]
    context = {"section": "verify", "form": form, "found": found, "groups": groups}
    response = render(request, "portal/official.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response
