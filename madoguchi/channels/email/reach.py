"""A connection to a mail server, and where it may lead."""

from __future__ import annotations

import socket

from django.conf import settings

from madoguchi.channels.email.accounts import Account
from madoguchi.core.inside import checked_addresses
from madoguchi.core.tls import tls_context


def connected(account: Account, *, seconds: float) -> socket.socket:
    """A server that was typed in on a screen is looked up once, and the connection goes to an address that was
    checked: a name that leads somewhere else the next time gains nothing. The operator's own servers may be anywhere.

    `seconds` is the time each step may take. Raises OSError, core.inside.HostRefused, core.inside.HostUnknown.
    """
    addresses = [account.host]
    if account.checked:
        addresses = checked_addresses(account.host, account.port, inside=settings.MAIL_HOSTS_INSIDE)
    for address in addresses[:-1]:
        try:
            return socket.create_connection((address, account.port), seconds)
        except OSError:  # the next may be reached
            continue
    return socket.create_connection((addresses[-1], account.port), seconds)


def opened(account: Account, *, seconds: float) -> socket.socket:
    """The same, behind TLS where the account wants it from the start. Raises core.tls.BadAuthorities besides."""
    context = tls_context(account.ca_file) if account.tls == "tls" else None
    plain = connected(account, seconds=seconds)
    return context.wrap_socket(plain, server_hostname=account.host) if context else plain
