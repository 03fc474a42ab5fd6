"""The demo's VIP customer reads what is written for VIP customers, in every language; Yuki and strangers do not."""

from __future__ import annotations

import pytest

from tests.site_client import Person
from tests.site_server import Site

# Language, what is typed, and words of the article alone.
ASKED = (
    ("en", "block trade", "Your contact person and the VIP desk"),
    ("zh-hans", "大宗交易", "您的专属联系人与 VIP 服务台"),
    ("ja", "ブロック取引", "専任担当者と VIP デスクのご案内"),
    ("ko", "블록딜", "전담 매니저와 VIP 데스크 안내"),
    ("es", "operación en bloque", "Tu persona de contacto y la mesa VIP"),
    ("ru", "блочная сделка", "Ваш персональный менеджер и VIP-отдел"),
    ("pt", "negociação em bloco", "Seu contato pessoal e a mesa VIP"),
)


@pytest.mark.parametrize(("language", "typed", "title"), ASKED)
def test_only_daniel_finds_the_vip_desk(site: Site, language: str, typed: str, title: str) -> None:
    daniel = Person(site, "vip-customer@hoshi.example")
    found = daniel.get(f"/help/{language}/search", params={"q": typed})
    assert found.status_code == 200
    assert title in found.text
    for other in (Person(site), Person(site, "customer@hoshi.example")):
        assert title not in other.get(f"/help/{language}/search", params={"q": typed}).text
