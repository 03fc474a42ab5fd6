"""The page behind a link that makes somebody an agent: by invitation, or as the owner of the installation."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from madoguchi.core.rate import allow
from madoguchi.people.actions import accept_invitation, accept_ownership
from madoguchi.people.forms import SeatForm
from madoguchi.people.invitations import invitation_of
from madoguchi.people.models import User
from madoguchi.people.owners import read_owner_token
from madoguchi.people.tokens import BadToken

_BACKEND = "madoguchi.people.backend.Backend"


@dataclass(frozen=True, slots=True)
class _Seat:
    """What a link offers; `take` uses it up."""

    email: str
    name: str
    role: str
    take: Callable[..., User]


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    def offered() -> _Seat:
        found = invitation_of(token)
        return _Seat(found.email, found.public_name, found.role.name, accept_invitation)

    return _page(request, token, offered)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def owner(request: HttpRequest, token: str) -> HttpResponse:
    def offered() -> _Seat:
        email = read_owner_token(token)
        known = User.objects.filter(email__iexact=email, agent__isnull=False).first()
        return _Seat(email, known.name if known else "", "", accept_ownership)

    return _page(request, token, offered)


def _page(request: HttpRequest, token: str, offered: Callable[[], _Seat]) -> HttpResponse:
    wait = allow(f"seat:{request.META.get('REMOTE_ADDR', '')}", settings.RATE_SESSION)
    if wait is not None:
        return render(request, "429.html", {"retry_after": math.ceil(wait)}, status=429)
    try:
        seat = offered()
        if request.method != "POST":
            return _shown(request, seat, SeatForm(initial={"name": seat.name}, email=seat.email))
        form = SeatForm(request.POST, email=seat.email)
        if not form.is_valid():
            return _shown(request, seat, form)
        user = seat.take(
            token=token,
            name=form.cleaned_data["name"],
            password=form.cleaned_data["password"],
            language=get_language() or "en",
        )
    except BadToken:
        # One answer for used, too old, revoked and invented: who guesses learns nothing.
        return _unindexed(render(request, "account/seat_gone.html", status=404))
    return _enter(request, user)


def _shown(request: HttpRequest, seat: _Seat, form: SeatForm) -> HttpResponse:
    return _unindexed(render(request, "account/seat.html", {"seat": seat, "form": form}))


def _enter(request: HttpRequest, user: User) -> HttpResponse:
    """A session of his own, whoever was signed in here before; then to the desk, by way of the second factor."""
    logout(request)
    login(request, user, backend=_BACKEND)
    record_authentication(request, user, method="password", email=user.email)
    return redirect("/desk/")


def _unindexed(response: HttpResponse) -> HttpResponse:
    """Pages whose address holds a secret: not kept, not found, not told to the next site."""
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
