"""Customers sign in by a link to their mailbox, or by the exchange's signed token."""

from __future__ import annotations

import logging

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from madoguchi.core.rate import allow
from madoguchi.jobs.actions import enqueue
from madoguchi.people.actions import identify, user_of_reader
from madoguchi.people.mail_links import read_link_token, sign_in_by_link
from madoguchi.people.models import User
from madoguchi.people.tokens import BadToken
from madoguchi.portal.access import safe_next, source
from madoguchi.portal.forms import SignInForm
from madoguchi.portal.views.limits import too_many

log = logging.getLogger(__name__)
_BACKEND = "madoguchi.people.backend.Backend"


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a link. The answer is the same for every address, and so is the time it takes: a job looks it up."""
    form = SignInForm(request.POST or None)
    then = _then(request)
    context = {"section": "sign_in", "form": form, "next": then, "has_sso": bool(settings.OIDC_URL)}
    if request.method != "POST" or not form.is_valid():
        return render(request, "portal/sign_in.html", context, status=422 if form.errors else 200)
    email = form.cleaned_data["email"].strip().lower()
    wait = allow(f"link:{source(request)}", settings.RATE_SIGN_IN)
    if wait is not None:
        return too_many(request, wait)
    with transaction.atomic():
        enqueue("people.send_link", {"email": email, "language": get_language() or "en", "then": then})
    context |= {"email": email, "minutes": settings.SIGN_IN_LINK_MINUTES}
    return render(request, "portal/sign_in_sent.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The link from the mail. Opening it signs nobody in (mail scanners open links too): a press of the button does."""
    wait = allow(f"link-open:{source(request)}", "60/10m")
    if wait is not None:
        return too_many(request, wait)
    try:
        if request.method != "POST":
            context = {"section": "sign_in", "email": read_link_token(token), "next": _then(request)}
            return _unindexed(render(request, "portal/sign_in_link.html", context))
        user = sign_in_by_link(token=token)
    except BadToken as bad:
        return _unindexed(render(request, "portal/sign_in_bad.html", {"code": bad.code}, status=400))
    _enter(request, user)
    return redirect(safe_next(request, _then(request), "portal:requests"))


@csrf_exempt  # the exchange's own page posts the token; it is signed, short-lived and opens once
@require_http_methods(["GET", "POST"])
def sso(request: HttpRequest) -> HttpResponse:
    """`/portal/sso?token=JWT&next=/requests`: the exchange sends its signed-in customer over."""
    wait = allow(f"sso:{source(request)}", settings.RATE_SESSION)
    if wait is not None:
        return too_many(request, wait)
    values = request.POST if request.method == "POST" else request.GET
    try:
        with transaction.atomic():
            reader = identify(values.get("token", ""))
            user = user_of_reader(reader=reader)
            if not user.may_sign_in or hasattr(user, "agent"):
                raise BadToken("not-a-customer")
    except BadToken as bad:
        log.info("a customer token was refused: %s", bad.code)
        return _unindexed(
            render(request, "portal/sign_in_bad.html", {"code": bad.code, "sso": True}, status=400)
        )
    _enter(request, user)
    response = redirect(safe_next(request, values.get("next", ""), "portal:requests"))
    if reader.language:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, reader.language, max_age=31_536_000, samesite="Lax"
        )
    return _unindexed(response)


def _enter(request: HttpRequest, user: User) -> None:
    """A new session for the new person: nothing of the old one, and no id that somebody else may know."""
    if request.user.is_authenticated and request.user.pk != user.pk:
        logout(request)
    login(request, user, backend=_BACKEND)
    request.session.cycle_key()
    messages.success(request, _("You are signed in."))


def _then(request: HttpRequest) -> str:
    """Where to go afterwards, if that is on this site."""
    url = request.POST.get("next") or request.GET.get("next", "")
    return (
        url if len(url) < 300 and url.startswith("/") and url_has_allowed_host_and_scheme(url, None) else ""
    )


def _unindexed(response: HttpResponse) -> HttpResponse:
    """Pages whose address holds a secret: not kept, not found, not told to the next site."""
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
