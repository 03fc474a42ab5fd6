"""Servers whose names people type in: never one of our own network, unless the operator listed it."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection, Iterable, Iterator

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class HostRefused(ValueError):
    """The server lies in a network that is not public, and is not listed as one that may be reached."""


class HostUnknown(ValueError):
    """There is no server of this name, or the name service does not answer."""


def checked_addresses(host: str, port: int, *, inside: Collection[str]) -> list[str]:
    """The addresses of a server that may be connected to.

    `inside` lists host names, addresses and networks (CIDR) of our own that are allowed beside public ones. One
    forbidden address among several forbids the host: a name must not lead somewhere else the next time.

    Raises HostRefused, HostUnknown.
    """
    addresses = addresses_of(host, port)
    if listed(host, addresses, inside=inside):
        return addresses
    for address in addresses:
        ip = told(address)
        if not (ip.is_global and not ip.is_multicast) and not listed("", [address], inside=inside):
            raise HostRefused(address)
    return addresses


def addresses_of(host: str, port: int) -> list[str]:
    """What the name service says, each once. Raises HostUnknown."""
    try:
        found = socket.getaddrinfo(_name(host), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, ValueError) as error:
        raise HostUnknown(str(error)) from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def listed(host: str, addresses: Iterable[str], *, inside: Collection[str]) -> bool:
    """Whether the operator named this host, or networks that hold all of its addresses."""
    if _name(host) and _name(host) in {_name(name) for name in inside}:
        return True
    networks = list(_networks(inside))
    return bool(networks) and all(
        any(ip.version == network.version and ip in network for network in networks)
        for ip in map(told, addresses)
    )


def told(address: str) -> Address:
    """The address that counts: without the zone, and the IPv4 address that an IPv6 one wraps (RFC 4291 section
    2.5.5.2, RFC 3056, RFC 6052)."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    translated = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None
    return ip.ipv4_mapped or ip.sixtofour or translated or ip


def _name(host: str) -> str:
    return host.strip().rstrip(".").lower()


def _networks(inside: Collection[str]) -> Iterator[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    for text in inside:
        try:
            yield ipaddress.ip_network(text.strip(), strict=False)
        except ValueError:  # a host name
            continue
