"""The customer panel: Lena marks a VIP customer, Ada sees it, Otto has no business there."""

from __future__ import annotations

import pytest

from madoguchi.people.models import Customer
from madoguchi.people.queries import vip_level
from tests.cast import Cast


@pytest.fixture
def told(cast: Cast):
    return cast.says("kim@mail.example", "My limit, please.", door=cast.mail)


def test_lena_marks_and_ada_sees(cast: Cast, sign_in, told) -> None:
    panel, mark = f"/desk/c/{told.reference}/customer", f"/desk/c/{told.reference}/customer/vip"
    customer = Customer.objects.get()
    assert "Not a VIP customer" in sign_in(cast.lena).get(panel).content.decode()
    assert "customer-vip" not in sign_in(cast.ada).get(panel).content.decode()
    answer = sign_in(cast.lena).post(mark, {"level": "2"})
    assert answer.status_code == 200
    assert "Level 2" in answer.content.decode()
    assert vip_level(customer.id) == 2
    seen = sign_in(cast.ada).get(panel).content.decode()
    assert "Set by Lena" in seen
    assert "<select" not in seen.partition('id="customer-vip"')[2].partition("</section>")[0]


def test_nobody_else_marks_anybody(cast: Cast, sign_in, told) -> None:
    mark = f"/desk/c/{told.reference}/customer/vip"
    assert sign_in(cast.ada).post(mark, {"level": "1"}).status_code == 422
    assert sign_in(cast.otto).post(mark, {"level": "1"}).status_code == 404
    for level in ("", "x", "-1", "99", "٣" * 9, "10"):
        assert sign_in(cast.lena).post(mark, {"level": level}).status_code == 422, level
    assert sign_in(cast.lena).get(mark).status_code == 405
    assert vip_level(Customer.objects.get().id) == 0
