"""Who is VIP: staff with the right say so, or the exchange's token; each change is in the audit log."""

from __future__ import annotations

import time
import uuid
from typing import Any

import jwt
import pytest
from django.core.exceptions import PermissionDenied

from madoguchi.audit.models import Entry
from madoguchi.people.actions import identify, recognise, set_vip
from madoguchi.people.contract import StaffProblem
from madoguchi.people.models import Customer, Identity, UsedToken
from madoguchi.people.queries import customer_card, vip_level
from madoguchi.people.tokens import BadToken
from tests.cast import Cast

KEY = "v" * 40


@pytest.fixture(autouse=True)
def _keys(settings: Any) -> None:
    settings.IDENTITY_KEYS = [f"k:{KEY}"]


def _signed(account: str = "acc-7", **claims: Any) -> str:
    now = int(time.time())
    body = {"sub": account, "jti": str(uuid.uuid4()), "iat": now, "exp": now + 120} | claims
    return jwt.encode(body, KEY, algorithm="HS256", headers={"kid": "k"})


def _yuki() -> Customer:
    return Identity.objects.get(id=recognise(channel="email", address="yuki@example.jp")).customer


def test_nobody_is_vip_by_himself(cast: Cast) -> None:
    assert vip_level(_yuki().id) == 0
    assert vip_level(identify(_signed()).customer_id) == 0
    assert vip_level(uuid.uuid4()) == 0
    assert not Entry.objects.filter(action="customer.vip").exists()


def test_lena_marks_yuki_and_takes_the_mark_away(cast: Cast) -> None:
    yuki = _yuki()
    set_vip(staff=cast.lena, customer_id=yuki.id, level=2)
    mark = customer_card(yuki.id).vip
    assert mark is not None
    assert (mark.level, mark.by) == (2, "Lena")
    set_vip(staff=cast.lena, customer_id=yuki.id, level=2)
    set_vip(staff=cast.lena, customer_id=yuki.id, level=0)
    assert customer_card(yuki.id).vip is None
    noted = Entry.objects.filter(action="customer.vip").order_by("id")
    assert [entry.data for entry in noted] == [{"from": 0, "to": 2}, {"from": 2, "to": 0}]
    assert {entry.actor for entry in noted} == {f"agent:{cast.lena.agent_id}"}


def test_ada_may_not_and_there_are_levels_that_do_not_exist(cast: Cast, settings: Any) -> None:
    yuki = _yuki()
    with pytest.raises(PermissionDenied):
        set_vip(staff=cast.ada, customer_id=yuki.id, level=1)
    for level in (-1, settings.VIP_LEVELS + 1):
        with pytest.raises(StaffProblem):
            set_vip(staff=cast.lena, customer_id=yuki.id, level=level)
    assert vip_level(yuki.id) == 0


def test_the_exchange_says_it_and_takes_it_back(db: None) -> None:
    reader = identify(_signed(vip=3))
    assert vip_level(reader.customer_id) == 3
    mark = customer_card(reader.customer_id).vip
    assert mark is not None
    assert mark.by == ""
    identify(_signed())  # says nothing of it
    assert vip_level(reader.customer_id) == 3
    identify(_signed(vip=0))
    assert vip_level(reader.customer_id) == 0
    assert Entry.objects.filter(action="customer.vip", actor="exchange").count() == 2


def test_what_staff_set_stays_until_they_take_it_away(cast: Cast) -> None:
    reader = identify(_signed(vip=1))
    set_vip(staff=cast.lena, customer_id=reader.customer_id, level=5)
    identify(_signed(vip=0))
    assert vip_level(reader.customer_id) == 5
    set_vip(staff=cast.lena, customer_id=reader.customer_id, level=0)
    identify(_signed(vip=2))
    assert vip_level(reader.customer_id) == 2


@pytest.mark.parametrize("level", [True, "1", -1, 1.0, 10, [1]])
def test_a_level_that_is_none_lets_nobody_in(db: None, level: Any) -> None:
    with pytest.raises(BadToken) as bad:
        identify(_signed(vip=level))
    assert bad.value.code == "vip"
    assert not Customer.objects.exists()
    assert not UsedToken.objects.exists()
