"""SPF: whose host is it? Records that loop, multiply and lie end within their limits."""

from __future__ import annotations

import dataclasses

import pytest

from madoguchi.channels.email.authenticity.dns import Dns, DnsTrouble
from madoguchi.channels.email.authenticity.limits import DEFAULT_AUTH_LIMITS
from madoguchi.channels.email.authenticity.spf import check_spf
from madoguchi.channels.email.authenticity.verdicts import Spf
from tests.zones import Zone

HOST = "192.0.2.10"


def checked(record: str, client: str = HOST, more: dict[tuple[str, str], list[str]] | None = None) -> Spf:
    dns = Zone({("mail.example", "TXT"): [record], **(more or {})})
    return check_spf(client, mail_from="kim@mail.example", helo="mx.mail.example", dns=Dns(dns))


@pytest.mark.parametrize(
    ("record", "client", "result"),
    [
        ("v=spf1 ip4:192.0.2.0/24 -all", HOST, "pass"),
        ("v=spf1 ip4:192.0.2.0/24 -all", "::ffff:192.0.2.10", "pass"),
        ("v=spf1 ip4:192.0.2.0/24 -all", "203.0.113.66", "fail"),
        ("v=spf1 ip6:2001:db8::/32 ~all", "2001:db8::7", "pass"),
        ("v=spf1 ip6:2001:db8::/32 ~all", "2001:db9::7", "softfail"),
        ("v=spf1 ip4:198.51.100.1", HOST, "neutral"),
        ("v=spf1 ?all", HOST, "neutral"),
        ("V=SPF1 +ALL", HOST, "pass"),
        ("v=spf10 all", HOST, "none"),
        ("v=spf1 all:x", HOST, "permerror"),
        ("v=spf1 ip4:192.0.2.300 all", HOST, "permerror"),
        ("v=spf1 a/33 all", HOST, "permerror"),
        ("v=spf1 whatever all", HOST, "permerror"),
        ("v=spf1 exists:%{q}.example all", HOST, "permerror"),
        ("v=spf1 redirect=a.example redirect=b.example", HOST, "permerror"),
        ("v=spf1 unknown=%{d} all", HOST, "pass"),
    ],
)
def test_what_records_say(record: str, client: str, result: str) -> None:
    assert checked(record, client).result == result


def test_names_lead_to_addresses() -> None:
    more = {
        ("mail.example", "MX"): ["mx1.mail.example"],
        ("mx1.mail.example", "A"): [HOST],
        ("out.mail.example", "AAAA"): ["2001:db8::7"],
        ("10.2.0.192.in-addr.arpa", "PTR"): ["mx1.mail.example"],
        ("kim.10.2.0.192.in-addr.lists.mail.example", "A"): ["127.0.0.2"],
    }
    for record in ("mx", "a:mx1.mail.example", "mx/24", "ptr", "exists:%{l}.%{ir}.%{v}.lists.%{d}"):
        assert checked(f"v=spf1 {record} -all", more=more).result == "pass", record
    assert checked("v=spf1 a:out.mail.example//64 -all", "2001:db8::1", more).result == "pass"
    assert checked("v=spf1 mx:mx1.mail.example -all", more=more).result == "fail"


def test_the_domains_own_words_about_a_fail() -> None:
    more = {("why.mail.example", "TXT"): ["%{i} is not ours; see https://mail.example/?from=%{S}"]}
    found = checked("v=spf1 -all exp=why.%{d}", more=more)
    assert found.explanation == "192.0.2.10 is not ours; see https://mail.example/?from=kim%40mail.example"
    assert checked("v=spf1 +all exp=why.%{d}", more=more).explanation == ""


@pytest.mark.parametrize("word", ["include:", "redirect="])
def test_a_record_that_leads_to_itself_ends(word: str) -> None:
    dns = Zone({("mail.example", "TXT"): [f"v=spf1 {word}loop.example"],
                ("loop.example", "TXT"): [f"v=spf1 {word}mail.example"]})  # fmt: skip
    found = check_spf(HOST, mail_from="kim@mail.example", helo="x", dns=Dns(dns))
    assert (found.result, len(dns.asked)) == ("permerror", 2)
    assert "10 DNS lookups" in found.reason


def test_a_tree_of_includes_is_not_climbed() -> None:
    tree = {
        (f"n{at}.example", "TXT"): [
            "v=spf1 " + " ".join(f"include:n{at * 9 + more}.example" for more in range(1, 10))
        ]
        for at in range(900)
    }
    dns = Zone({("mail.example", "TXT"): ["v=spf1 include:n0.example"], **tree})
    assert check_spf(HOST, mail_from="kim@mail.example", helo="x", dns=Dns(dns)).result == "permerror"
    assert len(dns.asked) <= 11


def test_names_that_do_not_exist_are_asked_for_twice_at_most() -> None:
    found = checked("v=spf1 a:a.example a:b.example a:c.example +all")
    assert found.result == "permerror"
    assert checked("v=spf1 a:a.example a:b.example +all").result == "pass"


def test_long_senders_and_macros_stay_small() -> None:
    record = "v=spf1 exists:" + "%{s}" * 4_000 + ".example -all"
    dns = Zone({("mail.example", "TXT"): [record]})
    sender = "." * 60 + "a.b" * 60 + "@mail.example"
    assert check_spf(HOST, mail_from=sender, helo="x", dns=Dns(dns)).result in ("fail", "permerror")
    assert all(len(name) <= 253 for name, _ in dns.asked)
    assert check_spf(HOST, mail_from="a" * 9_999 + sender, helo="x", dns=Dns(dns)).result == "none"


def test_time_and_questions_of_one_mail_are_limited() -> None:
    now = [0.0]

    def slow(name: str, kind: str, *, seconds: float) -> tuple[str, ...]:
        waited.append(seconds)
        now[0] += seconds
        raise DnsTrouble("nothing came")

    waited: list[float] = []
    dns = Dns(slow, clock=lambda: now[0])
    for at in range(100):
        with pytest.raises(DnsTrouble):
            dns.ask(f"n{at}.example", "TXT")
    assert sum(waited) == DEFAULT_AUTH_LIMITS.seconds
    assert max(waited) == DEFAULT_AUTH_LIMITS.query_seconds

    few = Zone({})
    counted = Dns(few, limits=dataclasses.replace(DEFAULT_AUTH_LIMITS, queries=3))
    for at in range(3):
        assert counted.ask(f"n{at}.example", "A") == ()
    with pytest.raises(DnsTrouble, match="too many"):
        counted.ask("n4.example", "A")
    assert len(few.asked) == 3


def test_large_answers_are_cut() -> None:
    dns = Dns(Zone({("a.example", "A"): [HOST] * 5_000, ("a.example", "TXT"): ["v" * 60_000, "short"]}))
    assert len(dns.ask("a.example", "A")) == DEFAULT_AUTH_LIMITS.records
    assert dns.ask("a.example", "TXT") == ("short",)
