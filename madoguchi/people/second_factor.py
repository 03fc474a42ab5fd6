"""Agents need more than a password, where the installation says so."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from madoguchi.people.models import Agent

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# Where somebody without a second factor may still go: to set it up, to sign out, to change the language.
_OPEN = ("/accounts/", "/static/", "/i18n/", "/healthz")


def has_second_factor(user_id: int) -> bool:
    """Whether this user has an authenticator app or a passkey; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user_id=user_id, type__in=FACTORS).exists())


def agent_without_factor(user_id: int) -> bool:
    """Whether this user is an agent who must set up a second factor before he may see anything; also for sockets."""
    return bool(
        settings.AGENT_SECOND_FACTOR
        and Agent.objects.filter(user_id=user_id).exists()
        and not has_second_factor(user_id)
    )


def second_factor_missing(request: HttpRequest) -> str | None:
    """The page on which this agent sets up his second factor, or None if nothing is missing."""
    user = request.user
    if not user.is_authenticated or not agent_without_factor(user.pk):
        return None
    return reverse("mfa_index")


class RequireSecondFactor:
    """Middleware: leads agents without a second factor to its page, whatever they ask for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.AGENT_SECOND_FACTOR and not request.path.startswith(_OPEN):
            page = second_factor_missing(request)
            if page:
                if request.headers.get("HX-Request"):
                    return HttpResponse(status=401, headers={"HX-Redirect": page})
                return redirect(page)
        return self.get_response(request)
