"""Who may sign in with a password."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from madoguchi.people.models import User


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth brings no types
    """By mail address and password, in the same time whether the address is known or not.

    Asked again on every request, so that a session of somebody who may no longer sign in ends at once.
    """

    def user_can_authenticate(self, user: Any) -> bool:
        return isinstance(user, User) and user.may_sign_in
