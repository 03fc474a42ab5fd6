"""Who reads the help centre, in which language, and what he may see."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from madoguchi.helpcenter.contract import ANYONE, Audience, audiences_of_customer
from madoguchi.languages import BY_CODE
from madoguchi.people.models import User
from madoguchi.people.queries import country_of, vip_level
from madoguchi.portal.access import reader_of

_MORE = "_reads_more_than_everybody"
P = ParamSpec("P")
HelpView = Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]


def in_language(view: HelpView[P]) -> Callable[..., HttpResponseBase]:
    """The view gets a language of ours as its second argument, and the page speaks it. 404 for any other."""

    @wraps(view)
    def speaking(request: HttpRequest, language: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        # No database keeps a zero byte, so no address has one.
        if language not in BY_CODE or "\x00" in request.path:
            raise Http404
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = view(request, language, *args, **kwargs)
            response.headers["Content-Language"] = BY_CODE[language].html_lang
            if getattr(request, _MORE, False):
                # More than everybody may see: no cache keeps it, not even the reader's own.
                response.headers["Cache-Control"] = "private, no-store"
            return response

    return speaking


def audiences_of(request: HttpRequest) -> frozenset[Audience]:
    """What whoever looks may read: everybody the public part, customers theirs, VIP customers more, agents all."""
    found = _audiences_of(request)
    setattr(request, _MORE, found != ANYONE)
    return found


def region_of(request: HttpRequest) -> str:
    """The country of a signed-in customer as two letters; empty if it is not known."""
    reader = reader_of(request) if hasattr(request, "user") else None
    return country_of(reader.customer_id) if reader else ""


def _audiences_of(request: HttpRequest) -> frozenset[Audience]:
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not user.is_active:
        return ANYONE
    if hasattr(user, "agent"):
        return frozenset(Audience)
    reader = reader_of(request)
    return audiences_of_customer(vip=vip_level(reader.customer_id) > 0) if reader else ANYONE
