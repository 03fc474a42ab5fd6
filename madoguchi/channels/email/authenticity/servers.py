"""Questions to real DNS servers, by dnspython: UDP first, TCP where the answer was cut."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable

import dns.exception
import dns.name
import dns.rdatatype
import dns.resolver
from dns.rdata import Rdata
from dns.rdtypes.ANY.MX import MX
from dns.rdtypes.ANY.PTR import PTR
from dns.rdtypes.ANY.TXT import TXT

from .dns import DnsTrouble, Kind, Lookup, NotAName, Records, labels

MOST_ALIASES = 3


def system_servers() -> Lookup:
    """The servers of this machine (/etc/resolv.conf). Raises DnsTrouble where it names none."""
    try:
        return _lookup(dns.resolver.Resolver())
    except dns.exception.DNSException as error:
        raise DnsTrouble("this machine names no DNS server") from error


def server_at(place: str) -> Lookup:
    """One server, named as HOST:PORT or [HOST]:PORT with an IP address. Raises ValueError."""
    host, _, port = place.rpartition(":")
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65_536:
        raise ValueError("a DNS server is named like 127.0.0.1:53")
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers = [str(ipaddress.ip_address(host.strip("[]") or "127.0.0.1"))]
    resolver.port = int(port)
    return _lookup(resolver)


def _lookup(resolver: dns.resolver.Resolver) -> Lookup:
    resolver.cache = None

    def ask(name: str, kind: Kind, *, seconds: float) -> Records:
        try:
            asked = dns.name.Name([*labels(name), b""])
        except dns.exception.DNSException as error:
            raise NotAName(f"{name[:80]!r} is not a domain name") from error
        try:
            answer = _answer(resolver, asked, kind, seconds)
            for _ in range(MOST_ALIASES):
                if answer.rrset is not None or answer.canonical_name == asked:
                    break
                # An authoritative server names the alias alone; a resolver would have followed it.
                asked = answer.canonical_name
                answer = _answer(resolver, asked, kind, seconds)
        except dns.resolver.NXDOMAIN:
            return ()
        except dns.exception.Timeout as error:
            raise DnsTrouble(f"no DNS server answered for {name[:80]}") from error
        except (dns.exception.DNSException, OSError, ValueError) as error:
            raise DnsTrouble(f"the DNS servers failed for {name[:80]}") from error
        found = [] if answer.rrset is None else list(answer.rrset)
        return tuple(_TEXT[kind](record) for record in (sorted(found, key=_rank) if kind == "MX" else found))

    return ask


def _answer(
    resolver: dns.resolver.Resolver, name: dns.name.Name, kind: Kind, seconds: float
) -> dns.resolver.Answer:
    """Some networks carry no UDP, some servers cut answers so that they cannot be read: TCP gets half of the time."""
    try:
        return resolver.resolve(name, kind, raise_on_no_answer=False, search=False, lifetime=seconds / 2)
    except dns.exception.Timeout:
        return resolver.resolve(
            name, kind, tcp=True, raise_on_no_answer=False, search=False, lifetime=seconds / 2
        )


def _rank(record: Rdata) -> int:
    return record.preference if isinstance(record, MX) else 0


def _text(record: Rdata) -> str:
    return b"".join(record.strings).decode("latin-1") if isinstance(record, TXT) else ""


def _exchange(record: Rdata) -> str:
    return _name(record.exchange) if isinstance(record, MX) else ""


def _name(name: dns.name.Name) -> str:
    return b".".join(name.labels).decode("latin-1").removesuffix(".")


_TEXT: dict[Kind, Callable[[Rdata], str]] = {
    "TXT": _text,
    "A": lambda record: record.to_text(),
    "AAAA": lambda record: record.to_text(),
    "MX": _exchange,
    "PTR": lambda record: _name(record.target) if isinstance(record, PTR) else "",
}
