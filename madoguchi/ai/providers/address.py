"""Where a configured service really is, and whether texts may be sent there."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from madoguchi.core.inside import Address, HostUnknown, addresses_of, told


class AddressRefused(ValueError):
    """Texts must not be sent there; the text goes on from the setting's name."""


@dataclass(frozen=True)
class Service:
    """`url` names the address itself, so that a name cannot come to mean another one between check and use."""

    url: str
    host: str
    host_header: str


def resolve(url: str) -> Service:
    """The service of an http(s) URL.

    Refused: addresses that belong to no service (link-local, where clouds keep their secrets; multicast, unspecified,
    reserved), and plain http beyond the own network, where texts could be read on the way. Raises AddressRefused.
    """
    parts = urlsplit(url)
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        port = 0
    if parts.scheme not in ("http", "https") or not parts.hostname or not port or parts.username:
        raise AddressRefused("must be an http or https address without a name and password in it.")
    addresses = _addresses(parts.hostname, port)
    for address in addresses:
        _check(address, plain=parts.scheme == "http")
    chosen = f"[{addresses[0]}]" if addresses[0].version == 6 else str(addresses[0])
    path = parts.path.rstrip("/")
    return Service(f"{parts.scheme}://{chosen}:{port}{path}", parts.hostname, parts.netloc)


def _addresses(host: str, port: int) -> list[Address]:
    try:
        return [told(address) for address in addresses_of(host, port)]
    except HostUnknown as error:
        raise AddressRefused(f"names {host}, which cannot be found: {error}.") from error


def _check(address: Address, *, plain: bool) -> None:
    unusable = address.is_link_local or address.is_multicast or address.is_unspecified
    if unusable or (address.is_reserved and not address.is_loopback):
        raise AddressRefused(f"leads to {address}, where no such service can be.")
    if plain and not address.is_private:
        raise AddressRefused(f"is plain http to {address}: texts could be read on the way. Use https.")
