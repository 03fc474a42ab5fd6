from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.people.actions import change_profile, sign_out_everywhere
from madoguchi.people.contract import Reader
from madoguchi.people.models import User
from madoguchi.people.queries import profile_of
from madoguchi.portal.access import customer_required
from madoguchi.portal.forms import ProfileForm


@require_http_methods(["GET", "HEAD", "POST"])
@customer_required
def profile(request: HttpRequest, reader: Reader) -> HttpResponse:
    known = profile_of(reader)
    if request.method == "POST":
        form = ProfileForm(request.POST)
        if form.is_valid():
            return _save(request, reader, form)
    else:
        form = ProfileForm(
            initial={
                "name": known.name,
                "language": known.language or translation.get_language(),
                "time_zone": known.time_zone,
                "receipts": known.notifications.get("receipts", True),
            }
        )
    context = {"section": "profile", "form": form, "profile": known}
    return render(request, "portal/profile.html", context, status=422 if form.errors else 200)


@require_POST
@customer_required
def sign_out_all(request: HttpRequest, reader: Reader) -> HttpResponse:
    assert isinstance(request.user, User)
    sign_out_everywhere(user=request.user)
    logout(request)
    messages.success(request, _("You are signed out on every device."))
    return redirect("portal:home")


def _save(request: HttpRequest, reader: Reader, form: ProfileForm) -> HttpResponse:
    values = form.cleaned_data
    change_profile(
        reader=reader,
        name=values["name"],
        language=values["language"],
        time_zone=values["time_zone"],
        notifications={"receipts": values["receipts"]},
    )
    with translation.override(values["language"]):
        messages.success(request, _("Saved."))
    response = redirect("portal:profile")
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, values["language"], max_age=31_536_000, samesite="Lax")
    return response
