"""Lena keeps the list of what is really ours, and sees what customers ask about."""

from __future__ import annotations

from madoguchi.audit.models import Entry
from madoguchi.trust.actions import answer
from madoguchi.trust.models import OfficialChannel
from tests.cast import Cast

PAGE = "/desk/settings/official"


def test_lena_adds_a_channel_and_takes_it_out_again(cast: Cast, sign_in) -> None:
    lena = sign_in(cast.lena)
    form = {"kind": "domain", "value": "https://Hoshi.example/en", "note": "Our site"}
    assert lena.post(PAGE, form).status_code == 302
    channel = OfficialChannel.objects.get()
    assert (channel.value, channel.brand_id) == ("hoshi.example", cast.brand.id)
    assert "Our site" in lena.get(PAGE).content.decode()
    assert lena.post(f"{PAGE}/{channel.id}/remove").status_code == 302
    assert not OfficialChannel.objects.exists()
    done = list(Entry.objects.filter(action__startswith="trust.").values_list("actor", "action"))
    assert done == [(f"agent:{cast.lena.agent_id}", act) for act in ("trust.add", "trust.remove")]


def test_what_belongs_to_many_is_refused_at_the_form(cast: Cast, sign_in) -> None:
    refused = sign_in(cast.lena).post(PAGE, {"kind": "domain", "value": "netlify.app"})
    assert refused.status_code == 422
    assert "belongs to many" in refused.content.decode()
    assert not OfficialChannel.objects.exists()


def test_a_campaign_is_seen_and_its_words_do_not_run(cast: Cast, sign_in) -> None:
    lena = sign_in(cast.lena)
    lena.post(PAGE, {"kind": "domain", "value": "hoshi.example"})
    for _ in range(4):
        answer("https://hoshi-airdrop.test/<script>alert(1)</script>", brand_id=cast.brand.id)
    page = lena.get(PAGE).content.decode()
    assert "hoshi-airdrop.test" in page
    assert "Look-alike" in page
    assert "<script>alert" not in page
