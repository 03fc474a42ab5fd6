"""The exchange signs who is in front of the chat: his conversations follow him, and nobody else gets in by it."""

from __future__ import annotations

import time
import uuid
from typing import Any

import jwt
import pytest

from madoguchi.channels.website_chat.doors import DOORS
from madoguchi.channels.website_chat.session import Ask, visitor_of
from madoguchi.channels.website_chat.visitors import issue
from tests.cast import Cast

KEY = "a-key-of-this-test-with-more-than-thirty-two-bytes"


@pytest.fixture(autouse=True)
def _keys(settings: Any) -> None:
    settings.IDENTITY_KEYS = [f"k1:{KEY}"]


def signed(account: str, *, key: str = KEY) -> str:
    now = int(time.time())
    claims = {"sub": account, "jti": uuid.uuid4().hex, "iat": now, "exp": now + 120, "name": "Yuki Tanaka"}
    return jwt.encode(claims, key, algorithm="HS256", headers={"kid": "k1"})


def comes(cast: Cast, **ask: Any) -> Any:
    door = DOORS.by_key(cast.chat.address)
    assert door is not None
    return visitor_of(Ask(inbox=cast.chat.address, **ask), door)


@pytest.mark.django_db(transaction=True)
def test_the_same_account_on_two_devices_is_one_customer(cast: Cast) -> None:
    phone, desk = comes(cast, identity=signed("acc-1")), comes(cast, identity=signed("acc-1"))
    assert phone.proof == desk.proof == 3
    assert phone.customer_id == desk.customer_id
    assert phone.name == "Yuki Tanaka"
    assert comes(cast, identity=signed("acc-2")).customer_id != phone.customer_id


@pytest.mark.django_db(transaction=True)
def test_a_token_shown_again_goes_on_only_in_the_browser_that_used_it(cast: Cast) -> None:
    token = signed("acc-1")
    yuki = comes(cast, identity=token)
    assert comes(cast, identity=token, token=issue(yuki)).identity_id == yuki.identity_id
    thief = comes(cast, identity=token)
    assert thief.proof == 0
    assert thief.customer_id != yuki.customer_id


@pytest.mark.django_db(transaction=True)
def test_a_forged_or_foreign_token_leads_into_nobodys_session(cast: Cast) -> None:
    yuki = comes(cast, identity=signed("acc-1"))
    for identity in (signed("acc-1", key="x" * 40), "not a token", signed("acc-1")[:-4] + "AAAA"):
        visitor = comes(cast, identity=identity, token=issue(yuki))
        assert visitor.proof == 0
        assert visitor.identity_id != yuki.identity_id
