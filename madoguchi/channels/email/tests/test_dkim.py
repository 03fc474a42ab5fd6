"""Kim's provider signs; Mallory takes what is signed and changes it. dkimpy signs, we verify."""

from __future__ import annotations

import dataclasses

import pytest

from madoguchi.channels.email.authenticity.dkim import check_dkim
from madoguchi.channels.email.authenticity.dns import Dns
from madoguchi.channels.email.authenticity.fields import read_message
from madoguchi.channels.email.authenticity.limits import DEFAULT_AUTH_LIMITS
from madoguchi.channels.email.authenticity.verdicts import Dkim
from madoguchi.channels.email.tests.signed_mails import MAIL, rsa_key, signed, signed_by_ed25519, zone
from tests.zones import Zone

KEY = "s1._domainkey.mail.example"


def checked(mail: bytes, dns: Zone | None = None, **more: object) -> Dkim:
    return check_dkim(read_message(mail), Dns(dns or zone()), **more)


@pytest.mark.parametrize("header", [b"simple", b"relaxed"])
@pytest.mark.parametrize("body", [b"simple", b"relaxed"])
def test_a_mail_that_kims_provider_signed_is_proven(header: bytes, body: bytes) -> None:
    found = checked(signed(canonicalize=(header, body)))
    assert (found.result, found.domains) == ("pass", ("mail.example",))


def test_ed25519_signs_too() -> None:
    mail, key = signed_by_ed25519()
    assert checked(mail, zone({KEY: key})).result == "pass"
    assert checked(mail.replace(b"Monday", b"Friday"), zone({KEY: key})).result == "fail"
    assert checked(mail, zone()).result == "permerror", "a key of another kind"


def test_line_ends_and_folding_of_the_way_do_no_harm() -> None:
    mail = signed()
    assert checked(mail.replace(b"\r\n", b"\n")).result == "pass"
    folded = mail.replace(b"Subject: My withdrawal", b"Subject : \r\n\tMy  \r\n withdrawal ")
    assert checked(folded).result == "pass"
    assert checked(b"From kim Mon Jan  4 10:00:00 2027\r\n" + mail).result == "pass"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"since Monday", b"since Friday"),
        (b"Subject: My withdrawal", b"Subject: My seed phrase"),
        (b"From: Kim <kim@", b"From: Support <kim@"),
        (b"\r\n\r\nIt has", b"\r\n\r\n\r\nIt has"),
    ],
)
def test_a_changed_mail_is_not_proven(before: bytes, after: bytes) -> None:
    mail = signed()
    assert before in mail
    found = checked(mail.replace(before, after))
    assert (found.result, found.domains) == ("fail", ())


@pytest.mark.parametrize("name", [b"From: Support <support@hoshi.example>", b"Subject: Read this first"])
def test_mallory_puts_a_second_field_above_the_signed_one(name: bytes) -> None:
    found = checked(name + b"\r\n" + signed())
    assert found.domains == ()
    assert found.result == "policy"


def test_mallory_appends_text_where_only_the_first_bytes_were_signed() -> None:
    mail = signed(length=True)
    assert checked(mail).result == "pass"
    found = checked(mail + b"\r\nPS: send it to my other address.\r\n")
    assert (found.result, found.domains) == ("policy", ())


def test_a_field_that_is_folded_oddly_hides_no_other_one() -> None:
    """A line of white space alone goes on with its field; it must not end the header for one reader only."""
    mail = signed().replace(b"To: Help", b"X-A: 1\r\n \r\n\tFrom: mallory@mallory.example\r\nTo: Help")
    message = read_message(mail)
    assert [one.text for one in message.all("from")] == ["Kim <kim@mail.example>"]
    assert checked(mail).result == "pass"
    assert checked(signed().replace(b"To: Help", b"no field at all\r\nTo: Help")).result == "permerror"


@pytest.mark.parametrize(
    ("key", "result", "reason"),
    [
        ("v=DKIM1; p=", "permerror", "revoked"),
        ("v=DKIM2; p=AAAA", "permerror", "version"),
        ("v=DKIM1; p=not base 64!", "permerror", "base 64"),
        ("v=DKIM1; p=AAAA", "permerror", "cannot be read"),
        ("v=DKIM1; h=sha1; p=AAAA", "permerror", "SHA-256"),
        ("v=DKIM1; s=tlsrpt; p=AAAA", "permerror", "e-mail"),
        ("v=DKIM1; p=" + "A" * 12_000, "policy", "larger"),
        ("v=DKIM1; p=" + "A" * 30_000, "permerror", "publishes no key"),
        (rsa_key(1024)[1].replace("p=", "t=s; p="), "fail", "does not match"),
    ],
)
def test_a_key_that_cannot_be_used_proves_nothing(key: str, result: str, reason: str) -> None:
    found = checked(signed(), zone({KEY: key}))
    assert (found.result, found.domains) == (result, ())
    assert reason in found.reason


def test_keys_and_hashes_of_yesterday_are_refused() -> None:
    small, record = rsa_key(1024)
    mail = signed(key=small)
    assert checked(mail, zone({KEY: record})).result == "pass"
    larger = dataclasses.replace(DEFAULT_AUTH_LIMITS, smallest_key_bits=2048)
    assert checked(mail, zone({KEY: record}), limits=larger).result == "policy"
    found = checked(signed(signature_algorithm=b"rsa-sha256").replace(b"a=rsa-sha256", b"a=rsa-sha1"))
    assert (found.result, found.reason) == ("permerror", "the signature uses SHA-1")


def test_an_expired_signature_is_over() -> None:
    expired = signed().replace(b"DKIM-Signature: ", b"DKIM-Signature: x=90000000000; ")
    found = checked(expired, now=91e9)
    assert (found.result, found.reason) == ("fail", "the signature has expired")


def test_thousands_of_signatures_cost_ten() -> None:
    junk = b"".join(
        b"DKIM-Signature: v=1; a=rsa-sha256; d=mallory.example; s=n%d; h=from; bh=AA==; b=AA==\r\n" % at
        for at in range(3_000)
    )
    dns = zone()
    found = checked(junk + MAIL, dns)
    assert found.result == "permerror"
    assert len(found.signatures) == len(dns.asked) == DEFAULT_AUTH_LIMITS.signatures
    assert "only 10 of 3000" in found.reason
    assert checked(b"X: 1\r\n" * 5_000 + signed(), dns).result == "permerror"


def test_a_server_that_says_nothing_is_asked_once_and_proves_nothing() -> None:
    dns = zone()
    dns.silent.add(("s1._domainkey.mail.example", "*"))
    del dns.records["s1._domainkey.mail.example", "TXT"]
    found = checked(signed(signed()), dns)
    assert (found.result, found.domains) == ("temperror", ())
    assert len(dns.asked) == 1
