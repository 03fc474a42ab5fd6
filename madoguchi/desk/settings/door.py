"""Who may open a page of the settings."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from madoguchi.desk.access import StaffView, staff_required
from madoguchi.people.contract import Permission, Staff

P = ParamSpec("P")
Guarded = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def settings_view(*permissions: Permission) -> Callable[[StaffView[P]], Guarded[P]]:
    """The view gets the agent as its second argument; 403 for one whose role has none of the permissions.

    Without any named, SETTINGS is asked for.
    """
    wanted = permissions or (Permission.SETTINGS,)

    def decorate(view: StaffView[P]) -> Guarded[P]:
        @wraps(view)
        def permitted(
            request: HttpRequest, staff: Staff, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            if not any(staff.may(permission) for permission in wanted):
                raise PermissionDenied
            return view(request, staff, *args, **kwargs)

        return staff_required(permitted)

    return decorate
