"""Any bytes are judged, whatever the DNS answers; what is signed by another project stays proven."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from madoguchi.channels.email.authenticity import check_authenticity
from madoguchi.channels.email.authenticity.canonical import canonical_body
from madoguchi.channels.email.authenticity.dkim import check_dkim
from madoguchi.channels.email.authenticity.dns import Dns
from madoguchi.channels.email.authenticity.fields import read_message
from madoguchi.channels.email.authenticity.spf import check_spf
from madoguchi.channels.email.tests.signed_mails import MAIL, passed_on, signed, zone
from tests.zones import Zone

SOME = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
TAGS = st.lists(
    st.tuples(
        st.sampled_from(["v", "a", "b", "bh", "c", "d", "h", "i", "l", "q", "s", "t", "x", "z", "cv", "p", "k"]),
        st.sampled_from(
            ["", "1", "0", "99", "none", "pass", "rsa-sha256", "AAAA", "relaxed/simple", "mail.example",
             "s1", "from", "from:from::", "ed25519-sha256", "-1", "\u00e9", "a..b", "@", "x" * 300]
        ),
    ),
    max_size=12,
)  # fmt: skip
NAMES = st.sampled_from(
    ["DKIM-Signature", "ARC-Seal", "ARC-Message-Signature", "ARC-Authentication-Results", "From", "\x00", " "]
)
LETTERS = st.text('abc ()<>@.,;:=\t"\\é', max_size=40)
WORDS = st.lists(
    st.sampled_from(
        ["a", "mx", "ptr", "include:", "exists:", "redirect=", "exp=", "ip4:", "ip6:", "%{d}", "%{ir}.", "%{p2}",
         "mail.example", "-all", "~all", "/24", "//64", "192.0.2.1", "::1", "%", "%{", "\xff", " ", ".", "="]
    ),
    max_size=20,
)  # fmt: skip


@given(fields=st.lists(st.tuples(NAMES, TAGS), max_size=12), rest=st.binary(max_size=200))
@SOME
def test_any_fields_are_judged(fields: list[tuple[str, list[tuple[str, str]]]], rest: bytes) -> None:
    head = "".join(
        f"{name}: " + "; ".join(f"{tag}={value}" for tag, value in tags) + "\r\n" for name, tags in fields
    )
    found = check_authenticity(head.encode() + rest, shown="kim@mail.example", lookup=zone())
    assert (found.dkim.domains, found.arc.sealers if found.arc.result == "pass" else ()) == ((), ())
    assert found.dmarc.result != "pass"


@given(cut=st.integers(0, 3_000), junk=st.binary(max_size=8))
@SOME
def test_no_piece_put_into_a_sealed_mail_turns_it_into_another_proof(cut: int, junk: bytes) -> None:
    mail = passed_on(signed())
    changed = mail[:cut] + junk + mail[cut:]
    found = check_authenticity(changed, shown="kim@mail.example", lookup=zone())
    assert set(found.dkim.domains) <= {"mail.example"}
    assert found.dmarc.domain in ("", "mail.example") or found.dmarc.result != "pass"


@given(parts=WORDS, key=st.text(max_size=60))
@SOME
def test_any_record_is_judged(parts: list[str], key: str) -> None:
    record = "v=spf1 " + "".join(parts)
    dns = Zone(
        {(name, kind): [record, key] for name in ("mail.example", "x") for kind in ("TXT", "A", "MX", "PTR")}
    )
    found = check_spf("192.0.2.10", mail_from="kim@mail.example", helo="x", dns=Dns(dns))
    assert found.result
    assert len(dns.asked) <= 150
    check_authenticity(signed(), shown="kim@mail.example", lookup=zone({"s1._domainkey.mail.example": key}))


@given(
    subject=LETTERS,
    lines=st.lists(st.text("ab \t.", max_size=12), max_size=12),
    form=st.sampled_from([b"simple", b"relaxed"]),
)
@SOME
def test_what_dkimpy_signs_is_proven_here(subject: str, lines: list[str], form: bytes) -> None:
    mail = MAIL.replace(b"My withdrawal", subject.strip().encode() or b"x")
    mail = mail.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" + "".join(f"{line}\r\n" for line in lines).encode()
    found = check_dkim(read_message(signed(mail, canonicalize=(form, form))), Dns(zone()))
    assert found.result == "pass", found.reason


def test_canonical_bodies_of_nothing_and_of_much() -> None:
    assert canonical_body(b"", "simple") == b"\r\n"
    assert canonical_body(b"", "relaxed") == b""
    assert canonical_body(b" \t\r\n\r\n", "relaxed") == b""
    assert canonical_body(b"a\t \t b \r\n\r\n\r\n", "relaxed") == b"a b\r\n"
    assert canonical_body(b"a\r\r\n\r\n", "simple") == b"a\r\r\n"
    for much in (b" " * 3_000_000, b"\t a" * 1_000_000, b"\r\n" * 1_500_000, b" \r\n" * 1_000_000):
        assert len(canonical_body(much, "relaxed")) <= len(much) + 2
