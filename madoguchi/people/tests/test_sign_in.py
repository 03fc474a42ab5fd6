"""Signing in as staff and as a customer, and what must not tell or open anything."""

from __future__ import annotations

import email
import re
import time
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from madoguchi.jobs.models import Job
from madoguchi.people.jobs import send_link
from madoguchi.people.mail_links import new_link_token
from madoguchi.people.models import User
from madoguchi.people.single_sign_on import agent_for
from tests.cast import PASSWORD, Cast

ADA = "ada@hoshi.example"


@pytest.fixture(autouse=True)
def _calm(settings: Any, tmp_path: Path) -> None:
    cache.clear()
    settings.SMTP_URL, settings.HOME = "", tmp_path


def _try(client: Client, address: str, password: str, **more: Any) -> Any:
    return client.post("/accounts/login/", {"login": address, "password": password}, **more)


def test_ada_signs_in_with_her_password_and_gets_a_new_session(cast: Cast, client: Client) -> None:
    client.get("/accounts/login/")
    assert _try(client, ADA, PASSWORD).status_code == 302
    assert client.session["_auth_user_id"] == str(User.objects.get(email=ADA).pk)


def test_a_wrong_password_and_an_unknown_address_look_alike(cast: Cast) -> None:
    pages = []
    for address in (ADA, "nobody@hoshi.example"):
        page = _try(Client(), address, "wrong password here").content.decode()
        page = re.sub(r'value="[^"]*"', "", page.replace(address, "X"))
        pages.append(page)
    assert pages[0] == pages[1]


def test_mallory_locks_out_himself_and_not_ada(cast: Cast, settings: Any) -> None:
    settings.RATE_SIGN_IN = "5/10m"
    mallory = {"REMOTE_ADDR": "203.0.113.66"}
    for _ in range(6):
        last = _try(Client(), ADA, "guess guess guess", **mallory)
    assert "Too many" in last.content.decode()
    assert "Too many" in _try(Client(), ADA, PASSWORD, **mallory).content.decode()
    assert _try(Client(), ADA, PASSWORD, REMOTE_ADDR="198.51.100.7").status_code == 302


def test_demo_people_stay_outside_in_production(cast: Cast, settings: Any) -> None:
    User.objects.filter(email=ADA).update(is_demo=True)
    client = Client()
    assert _try(client, ADA, PASSWORD).status_code == 302
    settings.PRODUCTION = True
    assert "/accounts/login/" in client.get("/accounts/2fa/")["Location"]
    fresh = Client()
    _try(fresh, ADA, PASSWORD)
    assert "_auth_user_id" not in fresh.session


def test_nobody_signs_up(cast: Cast, client: Client) -> None:
    before = User.objects.count()
    client.post(
        "/accounts/signup/", {"email": "mallory@evil.example", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert User.objects.count() == before


def test_an_agent_without_a_second_factor_sees_only_its_page(cast: Cast, settings: Any) -> None:
    settings.AGENT_SECOND_FACTOR = True
    client = Client()
    _try(client, ADA, PASSWORD)
    for page in ("/", "/requests", "/profile", "/contact"):
        assert client.get(page)["Location"] == "/accounts/2fa/"
    assert client.get("/", headers={"HX-Request": "true"})["HX-Redirect"] == "/accounts/2fa/"
    assert client.get("/accounts/2fa/").status_code == 200


def _code(secret: str) -> str:
    """What an app shows now: good for half a minute more at least."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // app_settings.TOTP_PERIOD)))


def test_ada_sets_up_an_app_and_needs_it_from_then_on(cast: Cast, settings: Any) -> None:
    settings.AGENT_SECOND_FACTOR = True
    client = Client()
    _try(client, ADA, PASSWORD)
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r'data-copy="([A-Z2-7]+)"', page)
    assert secret
    assert client.post("/accounts/2fa/totp/activate/", {"code": "000000"}).status_code == 200
    assert client.post("/accounts/2fa/totp/activate/", {"code": _code(secret[1])}).status_code == 302
    stored = Authenticator.objects.get(type="totp")
    assert secret[1] not in str(stored.data)
    assert client.get("/accounts/2fa/recovery-codes/").status_code == 200
    assert client.get("/").status_code == 200
    # The last factor cannot be taken away where one is required.
    client.post("/accounts/2fa/totp/deactivate/")
    assert Authenticator.objects.filter(type="totp").exists()

    second = Client()
    _try(second, ADA, PASSWORD)
    assert "_auth_user_id" not in second.session
    assert second.get("/accounts/2fa/authenticate/").status_code == 200
    second.post("/accounts/2fa/authenticate/", {"code": "111111"})
    assert "_auth_user_id" not in second.session
    cache.clear()  # the code of this half minute was used for the set-up
    second.post("/accounts/2fa/authenticate/", {"code": _code(secret[1])})
    assert "_auth_user_id" in second.session


@pytest.mark.parametrize(
    "page",
    [
        "/accounts/login/",
        "/accounts/logout/",
        "/accounts/inactive/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/done/",
        "/accounts/password/reset/key/1-bad-token/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/webauthn/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/3rdparty/login/cancelled/",
        "/accounts/3rdparty/login/error/",
    ],
)
def test_every_page_of_signing_in_stands_in_our_own_frame(cast: Cast, page: str) -> None:
    client = Client()
    if "password/reset" not in page and page != "/accounts/login/":
        _try(client, ADA, PASSWORD)
    shown = client.get(page, follow=True)
    assert shown.status_code in (200, 401)
    assert "Check the address of this page" in shown.content.decode()
    assert "<style" not in shown.content.decode()


def test_a_forgotten_password_says_nothing_about_who_exists(cast: Cast) -> None:
    EmailAddress.objects.create(user=User.objects.get(email=ADA), email=ADA, verified=True, primary=True)
    known = Client().post("/accounts/password/reset/", {"email": ADA}, follow=True)
    unknown = Client().post("/accounts/password/reset/", {"email": "nobody@hoshi.example"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    mails = Job.objects.filter(name="people.send_mail")
    assert [job.payload["to"] for job in mails] == [ADA]


def _link(tmp_path: Path, address: str) -> str:
    send_link(email=address, language="en", then="/profile")
    mails = [
        email.message_from_bytes(p.read_bytes(), policy=default)
        for p in sorted((tmp_path / "mail").iterdir())
    ]
    text = mails[-1].get_body(("plain",)).get_content()  # type: ignore[attr-defined]
    found = re.search(r"https?://[^/\s]+(/\S+)", text)
    assert found
    return found[1]


def test_marta_signs_in_by_a_link_that_works_once(cast: Cast, tmp_path: Path) -> None:
    asked = cast.says("marta@correio.example", "Olá", door=cast.form, proof=1)
    page = Client().post("/sign-in", {"email": "Marta@Correio.example"})
    assert page.status_code == 200
    assert Job.objects.get(name="people.send_link").payload["email"] == "marta@correio.example"
    link = _link(tmp_path, "marta@correio.example")
    client = Client()
    assert client.get(link).status_code == 200
    assert "_auth_user_id" not in client.session  # opening it is not enough: scanners open links too
    assert client.post(link)["Location"] == "/profile"
    assert client.get(f"/requests/{asked.reference}").status_code == 200
    assert Client().post(link).status_code == 400
    assert not User.objects.get(email="marta@correio.example").has_usable_password()


def test_a_link_for_an_agents_address_opens_nothing(cast: Cast, tmp_path: Path) -> None:
    assert _link(tmp_path, ADA) == "/accounts/login/"
    assert Client().post(f"/sign-in/{new_link_token(email=ADA)}").status_code == 400


def test_a_link_that_was_made_up_or_is_too_old_opens_nothing(cast: Cast, settings: Any) -> None:
    assert Client().get("/sign-in/made-up").status_code == 400
    settings.SIGN_IN_LINK_MINUTES = -1
    assert Client().post(f"/sign-in/{new_link_token(email='kim@example.com')}").status_code == 400
    assert not User.objects.filter(email="kim@example.com").exists()


def test_asking_for_a_link_answers_alike_for_everyone(cast: Cast) -> None:
    pages = set()
    for address in (ADA, "nobody@example.com", "marta@correio.example"):
        page = Client().post("/sign-in", {"email": address}).content.decode().replace(address, "X")
        pages.add(re.sub(r'value="[^"]*"', "", page))
    assert len(pages) == 1


def test_links_to_one_mailbox_are_limited(cast: Cast, tmp_path: Path, settings: Any) -> None:
    settings.RATE_SIGN_IN_MAIL = "3/1h"
    for _ in range(6):
        send_link(email="kim@example.com", language="en")
    assert len(list((tmp_path / "mail").iterdir())) == 3


def test_signing_out_everywhere_ends_every_session(cast: Cast) -> None:
    clients = [Client(), Client()]
    for client in clients:
        client.post(f"/sign-in/{new_link_token(email='kim@example.com')}")
        assert client.get("/profile").status_code == 200
    clients[0].post("/profile/sign-out-everywhere")
    assert [client.get("/profile").status_code for client in clients] == [302, 302]


def test_single_sign_on_never_makes_an_agent_of_a_customer(cast: Cast) -> None:
    User.objects.create_user("kim@hoshi.example", None)
    assert agent_for(email="kim@hoshi.example", name="Kim") is None
    assert agent_for(email=ADA, name="Ada") == User.objects.get(email=ADA)
    made = agent_for(email="new@hoshi.example", name="Noor Haddad")
    assert made is not None
    assert (made.agent.public_name, made.agent.role.key) == ("Noor", "agent")


def test_the_totp_secret_can_be_read_again(cast: Cast) -> None:
    TOTP.activate(User.objects.get(email=ADA), "JBSWY3DPEHPK3PXP")
    stored = Authenticator.objects.get(type="totp")
    assert "JBSWY3DPEHPK3PXP" not in str(stored.data)
    assert stored.wrap().validate_code(_code("JBSWY3DPEHPK3PXP"))
