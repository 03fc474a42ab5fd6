"""Who the customer is, and what happens where nobody is signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from madoguchi.inbox.contract import InboxError, NotAllowed
from madoguchi.people.contract import Reader
from madoguchi.people.models import User
from madoguchi.people.queries import profile_of, reader_of_user

P = ParamSpec("P")
CustomerView = Callable[Concatenate[HttpRequest, Reader, P], HttpResponseBase]


def reader_of(request: HttpRequest) -> Reader | None:
    """The signed-in customer; None for visitors, and for agents, who are nobody's customer here."""
    user = request.user
    if not isinstance(user, User) or hasattr(user, "agent"):
        return None
    return reader_of_user(user)


def customer_required(view: CustomerView[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """The view gets the customer as its second argument, and times in his zone.

    Nobody signed in: to the sign-in page. A conversation that is not his: 404, as if it did not exist. What cannot be
    done is said on the page he came from.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        reader = reader_of(request)
        if reader is None:
            return redirect(f"{reverse('portal:sign_in')}?{urlencode({'next': request.get_full_path()})}")
        profile = profile_of(reader)
        try:
            with timezone.override(ZoneInfo(profile.time_zone) if profile.time_zone else None):
                response = view(request, reader, *args, **kwargs)
        except NotAllowed:
            raise Http404 from None
        except InboxError as error:
            messages.error(request, str(error))
            response = redirect(safe_next(request, request.headers.get("Referer", ""), "portal:requests"))
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return guarded


def safe_next(request: HttpRequest, url: str, otherwise: str) -> str:
    """`url` if it leads to this site, else the page of that name."""
    allowed = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if url and allowed else reverse(otherwise)


def source(request: HttpRequest) -> str:
    """The address from which the request came; the server has looked behind the trusted proxies."""
    return str(request.META.get("REMOTE_ADDR", ""))


def sent_from_here(request: HttpRequest) -> bool:
    """Whether a page of ours sent the form; browsers say so and no page can say otherwise. For pages that are the
    same for everybody, and so carry no token of one reader."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin", "")
    return not origin or origin.split("://")[-1] == request.get_host()
