"""The register of official channels, and what is counted of what people ask about."""

from __future__ import annotations

from typing import Any

import pytest

from madoguchi.audit.models import Entry
from madoguchi.trust.actions import add_channel, answer, remove_channel
from madoguchi.trust.contract import TrustProblem
from madoguchi.trust.models import Asked, OfficialChannel
from madoguchi.trust.queries import asked_about, channels, officials, public_channels
from tests.cast import Cast

SEED = "legal winner thank year wave sausage worth useful legal winner thank yellow"


def _add(cast: Cast, kind: str, value: str, note: str = "") -> OfficialChannel:
    return add_channel(by="agent:lena", brand_id=cast.brand.id, kind=kind, value=value, note=note)


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        ("domain", "https://WWW.Hoshi.example/en?x=1", "hoshi.example"),
        ("email", "Support+x@Hoshi.example", "support@hoshi.example"),
        ("email-domain", "@mail.hoshi.example", "mail.hoshi.example"),
        ("phone", "+81 (0)3-5550-0100", "+81355500100"),
        ("handle", "https://twitter.com/Hoshi_Exchange", "x:hoshi_exchange"),
        ("handle", "telegram:hoshi_news", "telegram:hoshi_news"),
        ("alias", "  Aya  K. ", "aya k."),
    ],
)
def test_lena_writes_it_as_she_likes_and_it_is_there_once(
    cast: Cast, kind: str, written: str, value: str
) -> None:
    assert _add(cast, kind, written).value == value
    with pytest.raises(TrustProblem):
        _add(cast, kind, written)
    assert [channel.value for channel in channels(cast.brand.id)] == [value]
    assert Entry.objects.get().action == "trust.add"


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("domain", "com"),
        ("domain", "co.uk"),
        ("domain", "github.io"),
        ("domain", "netlify.app"),
        ("domain", "sites.google.com"),
        ("domain", "javascript:alert(1)"),
        ("domain", "https://hoshi.example@evil.test"),
        ("domain", "https://x.com/hoshi"),
        ("email", "hoshi.example"),
        ("email-domain", "com"),
        ("phone", "03-5550-0100"),
        ("handle", "@hoshi"),
        ("alias", "A"),
        ("alias", "A\x00B"),
        ("seal", "hoshi.example"),
    ],
)
def test_what_belongs_to_all_or_cannot_be_read_does_not_get_in(cast: Cast, kind: str, written: str) -> None:
    with pytest.raises(TrustProblem):
        _add(cast, kind, written)
    assert not OfficialChannel.objects.exists()
    assert not Entry.objects.exists()


def test_what_is_removed_is_official_no_longer_and_that_is_in_the_log(cast: Cast) -> None:
    channel = _add(cast, "domain", "hoshi.example")
    assert officials(cast.brand.id).domains == ("hoshi.example",)
    assert remove_channel(by="agent:lena", channel_id=channel.id)
    assert not remove_channel(by="agent:lena", channel_id=channel.id)
    assert officials(cast.brand.id).domains == ()
    assert [entry.action for entry in Entry.objects.order_by("id")] == ["trust.add", "trust.remove"]


def test_names_of_agents_are_compared_but_not_shown(cast: Cast) -> None:
    _add(cast, "alias", "Aya")
    assert public_channels(cast.brand.id) == []
    found = answer("Aya", brand_id=cast.brand.id).judgement
    assert found is not None
    assert found.verdict == "official"


def test_a_campaign_shows_as_its_site(cast: Cast) -> None:
    _add(cast, "domain", "hoshi.example")
    for who in range(3):
        answer(f"https://login.hoshi-support.test/c/{who}?mail=kim@example.org", brand_id=cast.brand.id)
    answer("kim@example.org", brand_id=cast.brand.id)
    answer("https://hoshi.example/", brand_id=cast.brand.id)
    first, second = asked_about(days=7)
    assert (first.value, first.verdict, first.count) == ("hoshi-support.test", "look-alike", 3)
    assert (second.value, second.verdict) == ("example.org", "not-listed")
    assert not Asked.objects.filter(value__contains="kim").exists()


@pytest.mark.parametrize("text", [SEED, f"https://evil.test/?q={SEED.replace(' ', '+')} {SEED}"])
def test_a_seed_phrase_is_neither_judged_nor_kept(cast: Cast, text: str) -> None:
    found = answer(text, brand_id=cast.brand.id)
    assert found.secret
    assert found.judgement is None
    row = Asked.objects.get()
    assert (row.value, row.count) == ("", 1)


def test_what_may_be_a_key_is_not_kept_either(cast: Cast) -> None:
    answer("0x" + "c0ffee" * 10 + "beef", brand_id=cast.brand.id)
    answer("Kim Sun-hee", brand_id=cast.brand.id)
    assert set(Asked.objects.values_list("value", flat=True)) == {""}


def test_mallory_cannot_fill_the_table(cast: Cast, settings: Any) -> None:
    settings.TRUST_VALUES_PER_DAY = 3
    for number in range(10):
        answer(f"flood{number}.test", brand_id=cast.brand.id)
    assert Asked.objects.exclude(value="").count() == 3
    assert Asked.objects.get(value="").count == 7
