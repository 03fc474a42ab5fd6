"""The session cookie means the same on a socket as on a page."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from madoguchi.people.models import User
from madoguchi.site.sessions import session_key, user_of_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> User:
    return User.objects.create_user(email="ada@hoshi.example", password="a long pass phrase")


def signed_in(user: User) -> str:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def test_a_signed_in_agent_is_known_and_nobody_else(ada):
    key = signed_in(ada)
    assert user_of_session(key) == ada.pk
    for other in (key[:-1] + ("a" if key[-1] != "a" else "b"), "", "../../etc/passwd", "x" * 10_000):
        assert user_of_session(other) is None


def test_a_changed_password_a_closed_account_and_signing_out_end_it(ada):
    for end in ("password", "account", "sign-out"):
        user = User.objects.create_user(email=f"{end}@hoshi.example", password="a long pass phrase")
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        assert user_of_session(key) == user.pk
        if end == "password":
            user.set_password("another long pass phrase")
        elif end == "account":
            user.is_active = False
        else:
            client.logout()
        user.save()
        assert user_of_session(key) is None


@pytest.mark.parametrize(
    ("cookie", "key"),
    [
        (b"a=1; sessionid=abc; b=2", "abc"),
        (b"sessionid=abc", "abc"),
        (b"xsessionid=abc", ""),
        (b"\xff\xfe; sessionid", ""),
        (b"", ""),
    ],
)
def test_the_cookie_is_found_among_others(cookie, key):
    assert session_key({"headers": [(b"host", b"x"), (b"cookie", cookie)]}) == key
