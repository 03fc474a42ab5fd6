"""Servers whose names people type in: never one of our own network, unless the operator listed it."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection


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
    host = host.strip().rstrip(".").lower()
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, ValueError) as error:
        raise HostUnknown(host) from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if host in {name.strip().lower() for name in inside}:
        return addresses
    networks = list(_networks(inside))
    for address in addresses:
        ip = _plain(address)
        public = ip.is_global and not ip.is_multicast
        if not public and not any(ip.version == network.version and ip in network for network in networks):
            raise HostRefused(address)
    return addresses


def _plain(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """Without the zone; the IPv4 address that an IPv6 one wraps (RFC 4291, 2.5.5.2; RFC 3056)."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    return getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None) or ip


def _networks(
    inside: Collection[str],
) -> Collection[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    found = []
    for text in inside:
        try:
            found.append(ipaddress.ip_network(text.strip(), strict=False))
        except ValueError:  # a host name
            continue
    return found
