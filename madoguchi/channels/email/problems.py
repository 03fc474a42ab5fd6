"""Why a mail server cannot be used, in words an operator can act on."""

from __future__ import annotations

import socket
import ssl

from madoguchi.core.inside import HostRefused, HostUnknown
from madoguchi.core.tls import BadAuthorities, tls_trouble

# Why there is no connection, or no longer.
UNREACHED = (OSError, BadAuthorities, HostRefused, HostUnknown)


class WireProblem(Exception):
    """The server cannot be used now; the text says why."""


class SignInRefused(WireProblem):
    """The server knows its mind: not with this password or token."""


def not_reached(error: Exception, *, host: str, port: int) -> WireProblem:
    """What an error of the network or of TLS means."""
    if isinstance(error, ssl.SSLError):
        return WireProblem(tls_trouble(error, host=host))
    if isinstance(error, BadAuthorities):
        return WireProblem(str(error))
    if isinstance(error, HostRefused):
        return WireProblem(
            f"The mail server {host} lies in a network that is not public: it is not connected to. If it is your own "
            "mail server, list its name in MADOGUCHI_MAIL_HOSTS_INSIDE."
        )
    if isinstance(error, socket.gaierror | HostUnknown):
        return WireProblem(f"The mail server {host} cannot be reached: its name is not known.")
    if isinstance(error, TimeoutError):
        return WireProblem(f"The mail server {host}:{port} cannot be reached: it does not answer in time.")
    why = getattr(error, "strerror", None) or said(str(error)) or type(error).__name__
    return WireProblem(f"The mail server {host}:{port} cannot be reached: {why}.")


def no_starttls(host: str) -> WireProblem:
    """The connection stays in the clear although TLS is demanded: a wrong setting, or somebody between us."""
    return WireProblem(
        f"{host} offers no STARTTLS although it is demanded: no password and no mail was sent. Where the server is "
        "right, set another port or tls; where it is not, somebody may be between you and it."
    )


def said(words: object, *, hide: tuple[str, ...] = ()) -> str:
    """The server's own words on one line, without what is to be hidden: some servers repeat what they refuse."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    for secret in hide:
        text = text.replace(secret, "…") if secret else text
    return " ".join(text.split())[:300]
