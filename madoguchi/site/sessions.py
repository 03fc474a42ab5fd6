"""Who is signed in, for sockets and plain ASGI routes: the same sessions as on the pages."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user

from madoguchi.live.asgi import Scope
from madoguchi.site.pool import in_thread


async def session_user(scope: Scope) -> Any | None:
    """The id of the signed-in user, or None. Reads the session on a database thread."""
    key = session_key(scope)
    return await in_thread(user_of_session, key) if key else None


def user_of_session(key: str) -> Any | None:
    """The same from a session key, on the calling thread. Ended sessions, changed passwords and inactive users are
    None, as on the pages."""
    engine = import_module(settings.SESSION_ENGINE)
    user = get_user(SimpleNamespace(session=engine.SessionStore(key)))  # type: ignore[arg-type]
    return user.pk if user.is_authenticated else None


def session_key(scope: Scope) -> str:
    """The session cookie's value, or ""."""
    for name, value in scope["headers"]:
        if name == b"cookie":
            try:
                morsel = SimpleCookie(value.decode("latin-1")).get(settings.SESSION_COOKIE_NAME)
            except CookieError:
                continue
            if morsel is not None:
                return morsel.value
    return ""
