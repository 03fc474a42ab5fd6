"""Who may use the desk, and how what he may not do is answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django_htmx.http import trigger_client_event

from madoguchi.inbox.contract import InboxError, NotAllowed
from madoguchi.people.contract import Staff
from madoguchi.people.queries import staff_of_user

P = ParamSpec("P")
StaffView = Callable[Concatenate[HttpRequest, Staff, P], HttpResponseBase]


def staff_required(view: StaffView[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """The view gets the agent as its second argument. (The second factor is asked for by people.second_factor's
    middleware, before any view.)

    Nobody signed in: to the sign-in page. Signed in but no agent: 403. A conversation that is not his: 404, as if it
    did not exist. What cannot be done is said in his language (422).
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        staff = staff_of_user(request.user.pk)
        if staff is None:
            raise PermissionDenied
        try:
            response = view(request, staff, *args, **kwargs)
        except NotAllowed:
            raise Http404 from None
        except InboxError as error:
            return refusal(str(error))
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return guarded


def refusal(reason: str, *, status: int = 422) -> HttpResponse:
    """Why not, for a script (`reason`) and for htmx (a notice)."""
    response = JsonResponse({"reason": reason}, status=status)
    return trigger_client_event(response, "toast", {"text": reason, "tone": "danger"})


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    response = redirect_to_login(request.get_full_path())
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": response.url})
    return response
