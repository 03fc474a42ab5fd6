"""`madoguchi email auth` as an operator calls it, against a real name server."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from madoguchi.channels.email.authenticity.dns import DnsTrouble
from madoguchi.channels.email.authenticity.servers import server_at
from madoguchi.channels.email.tests.signed_mails import (
    KIMS_HOST,
    MALLORYS_HOST,
    passed_on,
    rsa_key,
    signed,
    zone,
)
from madoguchi.site.cli.email import command
from tests.peers.name_server import name_server

TEXTS = {name: found[0] for (name, kind), found in zone().records.items() if kind == "TXT"}


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    return tmp_path / "mail.eml"


def auth(file: Path, place: str, *options: str) -> dict[str, Any]:
    done = CliRunner().invoke(command, ["auth", "--json", str(file), "--resolver", place, *options])
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.output)
    assert found["file"] == str(file)
    return found


def results(found: dict[str, Any]) -> tuple[str, ...]:
    assert all(found[name]["reason"] for name in ("spf", "dkim", "arc", "dmarc"))
    return tuple(found[name]["result"] for name in ("spf", "dkim", "arc", "dmarc"))


def test_kim_and_mallory_before_a_real_name_server(mail: Path) -> None:
    mail.write_bytes(signed())
    with name_server(TEXTS | {"mail.example": "v=spf1 a:mx.mail.example -all"}, addresses={"mx.mail.example": KIMS_HOST}) as (place, _):  # fmt: skip
        kim = auth(mail, place, "--client-ip", KIMS_HOST, "--mail-from", "kim@mail.example", "--helo", "mx")
        assert results(kim) == ("pass", "pass", "none", "pass")
        assert results(auth(mail, place)) == ("none", "pass", "none", "pass")
        mail.write_bytes(signed().replace(b"Monday", b"Friday"))
        mallory = auth(mail, place, "--client-ip", MALLORYS_HOST, "--mail-from", "kim@mail.example", "--helo", "mx")  # fmt: skip
        assert results(mallory) == ("fail", "fail", "none", "fail")
        mail.write_bytes(passed_on(signed()))
        assert results(auth(mail, place)) == ("none", "fail", "pass", "fail")


def test_a_long_key_comes_by_tcp(mail: Path) -> None:
    key, record = rsa_key(4096)
    mail.write_bytes(signed(key=key))
    with name_server(TEXTS | {"s1._domainkey.mail.example": record + "; n=" + "n" * 600}) as (place, zones):
        assert auth(mail, place)["dkim"]["result"] == "pass"
    assert {way for way, name in zones.asked if name.startswith("s1.")} == {"udp", "tcp"}


def test_a_key_may_stand_under_another_name(mail: Path) -> None:
    mail.write_bytes(signed(by="shop.example"))
    aliases = {"s1._domainkey.shop.example": "s1._domainkey.mail.example", "a.example": "b.example", "b.example": "a.example"}  # fmt: skip
    with name_server(TEXTS, aliases=aliases) as (place, zones):
        assert auth(mail, place)["dkim"]["result"] == "pass"
        before = len(zones.asked)
        assert server_at(place)("a.example", "TXT", seconds=5) == ()
        assert len(zones.asked) - before <= 5


def test_servers_that_fail_or_are_not_there_decide_nothing(mail: Path) -> None:
    mail.write_bytes(signed())
    wire = ("--client-ip", KIMS_HOST, "--mail-from", "kim@mail.example", "--helo", "mx.mail.example")
    with name_server({}, broken=list(TEXTS)) as (place, _):
        assert results(auth(mail, place, *wire)) == ("temperror", "temperror", "none", "temperror")


def test_a_server_that_says_nothing_is_not_waited_for() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as nobody:
        nobody.bind(("127.0.0.1", 0))
        ask = server_at(f"127.0.0.1:{nobody.getsockname()[1]}")
        with pytest.raises(DnsTrouble, match="DNS server"):
            ask("mail.example", "TXT", seconds=0.3)


@pytest.mark.parametrize(
    "place", ["127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:99999", "dns.example:53"]
)
def test_a_resolver_that_cannot_be_meant_is_refused(mail: Path, place: str) -> None:
    mail.write_bytes(signed())
    done = CliRunner().invoke(command, ["auth", "--json", str(mail), "--resolver", place])
    assert done.exit_code == 2
    assert "Traceback" not in done.output


def test_a_file_that_is_not_there_does_not_stop_the_rest(mail: Path) -> None:
    mail.write_bytes(b"")
    with name_server(TEXTS) as (place, _):
        done = CliRunner().invoke(command, ["auth", "--json", "--resolver", place, "missing.eml", str(mail)])
    first, second = map(json.loads, done.output.splitlines())
    assert "error" in first
    assert results(second) == ("none", "none", "none", "fail")
