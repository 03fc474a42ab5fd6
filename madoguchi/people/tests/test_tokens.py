"""The exchange's signed tokens: who gets in, and everything that must not work."""

from __future__ import annotations

import time
import uuid
from typing import Any

import jwt
import pytest
from django.core.cache import cache
from django.test import Client

from madoguchi.people.actions import identify, recognise
from madoguchi.people.models import Customer, Identity, Proof, UsedToken, User
from madoguchi.people.tokens import BadToken
from tests.cast import Cast

OLD, NEW = "o" * 40, "n" * 40


@pytest.fixture(autouse=True)
def _keys(settings: Any) -> None:
    cache.clear()
    settings.IDENTITY_KEYS = [f"2026a:{OLD}", f"2026b:{NEW}"]


def _token(key: str = NEW, kid: str | None = "2026b", algorithm: str = "HS256", **claims: Any) -> str:
    now = int(time.time())
    body = {"sub": "acc-77", "jti": str(uuid.uuid4()), "iat": now, "exp": now + 120} | claims
    body = {name: value for name, value in body.items() if value is not None}
    return jwt.encode(body, key, algorithm=algorithm, headers={"kid": kid} if kid else None)


def test_a_customer_of_the_exchange_is_known_by_his_account(db: None) -> None:
    first = identify(_token(name="Yuki", lang="ja", email="Yuki@Example.jp", email_verified=True))
    again = identify(_token())
    assert first.customer_id == again.customer_id
    assert (first.language, first.proof) == ("ja", Proof.SIGNED_IN)
    customer = Customer.objects.get()
    assert (customer.account, customer.name) == ("acc-77", "Yuki")
    assert set(customer.identities.values_list("channel", "address", "proof")) == {
        ("exchange", "acc-77", Proof.SIGNED_IN),
        ("email", "yuki@example.jp", Proof.SIGNED_IN),
    }


def test_both_keys_work_while_they_are_exchanged(db: None) -> None:
    assert identify(_token(OLD, "2026a")).customer_id == identify(_token(NEW, "2026b")).customer_id


def test_a_token_opens_once(db: None) -> None:
    token = _token()
    identify(token)
    with pytest.raises(BadToken) as bad:
        identify(token)
    assert bad.value.code == "used"
    assert UsedToken.objects.count() == 1


@pytest.mark.parametrize(
    ("code", "make"),
    [
        ("signature", lambda: _token("x" * 40)),
        ("signature", lambda: _token(OLD, "2026b")),
        ("unknown-key", lambda: _token(kid="1999")),
        ("unknown-key", lambda: _token(kid=None)),
        ("expired", lambda: _token(iat=1_700_000_000, exp=1_700_000_060)),
        ("too-long", lambda: _token(exp=int(time.time()) + 100_000)),
        ("malformed", lambda: _token(exp=None)),
        ("malformed", lambda: _token(iat=None)),
        ("malformed", lambda: _token(jti=None)),
        ("malformed", lambda: _token(sub=None)),
        ("malformed", lambda: _token(sub="")),
        ("malformed", lambda: _token(sub="a" * 101)),
        ("malformed", lambda: _token(jti="short")),
        ("malformed", lambda: _token(algorithm="HS512")),
        ("malformed", lambda: _token(iat=int(time.time()) + 1_000, exp=int(time.time()) + 1_100)),
        ("malformed", lambda: ""),
        ("malformed", lambda: "a.b.c"),
        ("malformed", lambda: "x" * 10_000),
        ("malformed", lambda: "\ud83d" * 10),
    ],
)
def test_anything_wrong_opens_nothing(db: None, code: str, make: Any) -> None:
    with pytest.raises(BadToken) as bad:
        identify(make())
    assert bad.value.code == code
    assert not Customer.objects.exists()


def test_no_signature_is_no_signature(db: None) -> None:
    unsigned = jwt.encode({"sub": "acc-77"}, None, algorithm="none", headers={"kid": "2026b"})  # type: ignore[arg-type]
    with pytest.raises(BadToken):
        identify(unsigned)


def test_a_short_secret_is_not_trusted(db: None, settings: Any) -> None:
    settings.IDENTITY_KEYS = ["weak:hunter2"]
    with pytest.warns(match="below|short|length"), pytest.raises(BadToken) as bad:
        identify(_token("hunter2", "weak"))
    assert bad.value.code == "weak-key"


def test_the_audience_counts_where_one_is_set(db: None, settings: Any) -> None:
    settings.IDENTITY_AUDIENCE, settings.IDENTITY_ISSUER = "support", "https://hoshi.example"
    with pytest.raises(BadToken):
        identify(_token())
    with pytest.raises(BadToken):
        identify(_token(aud="support", iss="https://evil.example"))
    assert identify(_token(aud="support", iss="https://hoshi.example"))


def test_an_unverified_address_joins_nothing(db: None) -> None:
    recognise(channel="email", address="yuki@example.jp", proof=Proof.CHANNEL)
    identify(_token(email="yuki@example.jp", email_verified=False))
    identify(_token(sub="acc-78", email="yuki@example.jp", email_verified="true"))
    assert Customer.objects.count() == 3


def test_a_verified_address_brings_earlier_mails_along_but_never_another_account(db: None) -> None:
    mail = Identity.objects.get(id=recognise(channel="email", address="yuki@example.jp", proof=Proof.CHANNEL))
    assert identify(_token(email="yuki@example.jp", email_verified=True)).customer_id == mail.customer_id
    other = identify(_token(sub="acc-99", email="yuki@example.jp", email_verified=True))
    assert other.customer_id != mail.customer_id
    mail.refresh_from_db()
    assert mail.customer_id != other.customer_id


def test_the_portal_opens_with_it_and_never_as_an_agent(cast: Cast) -> None:
    client = Client()
    client.get("/sign-in")
    before = client.session.session_key
    opened = client.get("/portal/sso", {"token": _token(lang="ko"), "next": "https://evil.example/"})
    assert opened["Location"] == "/requests"
    assert client.session.session_key != before
    assert 'lang="ko"' in client.get("/requests").content.decode()
    as_agent = _token(sub="acc-1", email="ada@hoshi.example", email_verified=True)
    other = Client()
    assert other.post("/portal/sso", {"token": as_agent, "next": "/profile"})["Location"] == "/profile"
    assert User.objects.get(email="ada@hoshi.example").pk != int(other.session["_auth_user_id"])
    assert other.get("/portal/sso", {"token": "x"}).status_code == 400
