"""Does the domain in From stand behind a mail? Kim writes herself and through a list; Mallory writes as Kim."""

from __future__ import annotations

import pytest

from madoguchi.channels.email.authenticity import check_authenticity
from madoguchi.channels.email.authenticity.verdicts import Authenticity
from madoguchi.channels.email.parse import parse_mail
from madoguchi.channels.email.tests.signed_mails import (
    KIMS_HOST,
    LISTS_HOST,
    MAIL,
    MALLORYS_HOST,
    passed_on,
    signed,
    zone,
)
from tests.zones import Zone

MALLORY = {"client": MALLORYS_HOST, "mail_from": "m@mallory.example", "helo": "mx.mallory.example"}


def judged(mail: bytes, dns: Zone | None = None, **wire: str) -> Authenticity:
    return check_authenticity(mail, shown=parse_mail(mail).sender.address, lookup=dns or zone(), **wire)


def test_kim_writes_from_her_provider() -> None:
    found = judged(signed(), client=KIMS_HOST, mail_from="kim@mail.example", helo="mx.mail.example")
    assert (found.spf.result, found.dkim.result, found.arc.result) == ("pass", "pass", "none")
    assert (found.dmarc.result, found.dmarc.aligned) == ("pass", ("dkim", "spf"))
    assert found.dmarc.policy == "reject"


def test_mallory_proves_that_she_is_mallory_and_not_kim() -> None:
    found = judged(signed(by="mallory.example"), **MALLORY)
    assert (found.spf.result, found.dkim.result) == ("pass", "pass")
    assert (found.dmarc.result, found.dmarc.aligned) == ("fail", ())
    assert "mallory.example, not from mail.example" in found.dmarc.reason


def test_a_list_breaks_the_signature_and_its_chain_holds() -> None:
    found = judged(
        passed_on(signed()), client=LISTS_HOST, mail_from="holders@list.example", helo="list.example"
    )
    assert (found.spf.result, found.dkim.result, found.dmarc.result) == ("pass", "fail", "fail")
    assert (found.arc.result, found.arc.sealers) == ("pass", ("list.example",))


def test_a_chain_that_mallory_changed_is_broken() -> None:
    mail = passed_on(signed())
    assert judged(mail.replace(b"dkim=pass header.d", b"dkim=pass header.i")).arc.result == "fail"
    assert judged(mail + b"One more line\r\n").arc.result == "fail"
    unsealed = b"\r\n".join(line for line in mail.split(b"\r\n") if not line.startswith(b"ARC-Auth"))
    assert judged(unsealed).arc.result == "fail"


@pytest.mark.parametrize(
    "from_fields",
    [
        b"From: Kim <kim@mail.example>\r\nFrom: m@mallory.example",
        b"From: m@mallory.example\r\nFrom: Kim <kim@mail.example>",
        b"From: Kim <kim@mail.example>\r\nfrom : m@mallory.example",
        b"From: Kim <kim@mail.example>, m@mallory.example",
        b"From: m@mallory.example,\r\n Kim <kim@mail.example>",
        b"From:\r\nReply-To: kim@mail.example",
        b"X-From: kim@mail.example",
        b"From: kim",
        b"From: kim@mail..example",
    ],
)
def test_a_sender_who_can_be_read_in_two_ways_is_nobody(from_fields: bytes) -> None:
    mail = MAIL.replace(b"From: Kim <kim@mail.example>", from_fields)
    found = judged(mail, **MALLORY)
    assert (found.spf.result, found.dmarc.result, found.dmarc.aligned) == ("pass", "fail", ())


def test_a_name_that_looks_like_an_address_is_only_a_name() -> None:
    mail = MAIL.replace(b"Kim <kim@mail.example>", b'"kim@mail.example" <m@mallory.example>')
    assert judged(mail, **MALLORY).dmarc.domain == "mallory.example"


def test_strict_alignment_asks_for_the_very_domain() -> None:
    dns = {"s1._domainkey.eu.mail.example": zone().records["s1._domainkey.mail.example", "TXT"][0]}
    mail = signed(by="eu.mail.example")
    assert judged(mail, zone(dns)).dmarc.result == "pass"
    strict = zone(dns | {"_dmarc.mail.example": "v=DMARC1; p=reject; adkim=s"})
    assert judged(mail, strict).dmarc.result == "fail"


def test_neighbours_below_a_public_suffix_are_strangers() -> None:
    key = zone().records["s1._domainkey.mail.example", "TXT"][0]
    dns = zone({"s1._domainkey.mallory.co.uk": key, "_dmarc.kim.co.uk": "v=DMARC1; p=reject"})
    mail = signed(MAIL.replace(b"mail.example>", b"kim.co.uk>"), by="mallory.co.uk")
    assert judged(mail, dns).dmarc.result == "fail"


def test_a_letter_that_looks_like_two_is_its_own_domain() -> None:
    """ß is not ss: who holds strasse.example proves nothing about straße.example."""
    key = zone().records["s1._domainkey.mail.example", "TXT"][0]
    dns = zone({"s1._domainkey.strasse.example": key, "_dmarc.xn--strae-oqa.example": "v=DMARC1; p=none"})
    mail = MAIL.replace(b"kim@mail.example", "kim@straße.example".encode())
    found = judged(signed(mail, by="strasse.example"), dns)
    assert (found.dmarc.result, found.dmarc.domain) == ("fail", "xn--strae-oqa.example")


@pytest.mark.parametrize(
    ("record", "result", "policy"),
    [
        ("v=DMARC1; p=reject; sp=quarantine", "fail", "quarantine"),
        ("v=DMARC1;p=none;", "fail", "none"),
        ("v=DMARC1; rua=mailto:d@mail.example", "fail", "none"),
        ("v=DMARC1", "none", ""),
        ("v=DMARC1; p=whatever", "none", ""),
        ("V=DMARC1; p=reject", "none", ""),
        ("v=DMARC1; p=reject; p=none", "permerror", ""),
    ],
)
def test_what_a_domain_asks_for_below_it(record: str, result: str, policy: str) -> None:
    mail = MAIL.replace(b"kim@mail.example", b"kim@news.mail.example")
    found = judged(mail, zone({"_dmarc.mail.example": record}), **MALLORY).dmarc
    assert (found.result, found.policy) == (result, policy)


def test_without_answers_nothing_is_decided() -> None:
    dns = Zone({}, silent=[("*", "*")])
    found = judged(passed_on(signed()), dns, **MALLORY)
    results = (found.spf.result, found.dkim.result, found.arc.result, found.dmarc.result)
    assert results == ("temperror",) * 4
    assert len(dns.asked) == len(set(dns.asked)) <= 5
