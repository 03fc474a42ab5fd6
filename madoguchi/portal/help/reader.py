"""Who reads the help centre, in which language, and what he may see."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from madoguchi.helpcenter.contract import ANYONE, Audience
from madoguchi.languages import BY_CODE
from madoguchi.people.models import User
from madoguchi.portal.access import reader_of

P = ParamSpec("P")
HelpView = Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]


def in_language(view: HelpView[P]) -> Callable[..., HttpResponseBase]:
    """The view gets a language of ours as its second argument, and the page speaks it. 404 for any other."""

    @wraps(view)
    def speaking(request: HttpRequest, language: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if language not in BY_CODE:
            raise Http404
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = view(request, language, *args, **kwargs)
            response.headers["Content-Language"] = BY_CODE[language].html_lang
            return response

    return speaking


def audiences_of(request: HttpRequest) -> frozenset[Audience]:
    """What whoever looks may read: everybody the public part, customers theirs, agents all."""
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not user.is_active:
        return ANYONE
    if hasattr(user, "agent"):
        return frozenset(Audience)
    return frozenset({Audience.PUBLIC, Audience.CUSTOMERS}) if reader_of(request) else ANYONE
