"""An inbox's mail servers as a screen gives them: what is stored, and which passwords are kept, replaced or dropped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from madoguchi.channels.email.accounts import PORTS, read_secrets, sealed
from madoguchi.core.crypto import Unreadable
from madoguchi.core.inside import HostRefused, HostUnknown, checked_addresses
from madoguchi.inbox.queries import InboxFacts

TOKEN = ("xoauth2", "oauthbearer")


class WrongServer(ValueError):
    """`part` is where it is wrong: imap_host, smtp_host, imap_password, smtp_password, token_url, client_secret or
    refresh_token; the text says why."""

    def __init__(self, part: str, reason: str) -> None:
        super().__init__(reason)
        self.part = part


@dataclass(frozen=True, slots=True)
class Servers:
    """`imap` None: mail comes by LMTP; `smtp` None: answers go by the installation's server.

    `secrets` holds what was typed (imap_password, smtp_password, client_secret, refresh_token); an empty one keeps
    what is stored. `oauth2` holds token_url, client_id and scope.
    """

    by_token: bool
    imap: Mapping[str, Any] | None
    smtp: Mapping[str, Any] | None
    secrets: Mapping[str, str] = field(default_factory=dict)
    oauth2: Mapping[str, str] = field(default_factory=dict)


def to_store(servers: Servers, facts: InboxFacts | None) -> tuple[dict[str, Any], bytes]:
    """Settings (None drops a key) and sealed secrets for `inbox.actions.save_inbox`. Raises WrongServer.

    A stored password goes to no other server than the one that it was typed for.
    """
    known = known_secrets(facts)
    stored: dict[str, Any] = {}
    kept: dict[str, Any] = {}
    for protocol, given in (("imap", servers.imap), ("smtp", servers.smtp)):
        before = dict(facts.settings.get(protocol) or {}) if facts else {}
        stored[protocol] = _server(protocol, given, before, servers.by_token) if given else None
        if given and not servers.by_token:
            password = _password(protocol, servers, before, stored[protocol], known, kept)
            kept |= {f"{protocol}_password": password} if password else {}
    if servers.by_token:
        kept["oauth2"] = _oauth(servers, known.get("oauth2") or {})
    return stored, sealed(kept)


def known_secrets(facts: InboxFacts | None) -> dict[str, Any]:
    """What is stored; empty where the key that it was encrypted with is gone."""
    try:
        return read_secrets(facts.secrets) if facts else {}
    except Unreadable:
        return {}


def _server(
    protocol: str, given: Mapping[str, Any], before: Mapping[str, Any], token: bool
) -> dict[str, Any]:
    host, tls = str(given["host"]).strip().lower(), str(given["tls"])
    port = int(given.get("port") or PORTS[protocol][tls])
    _refuse_inside(f"{protocol}_host", host, port)
    same = before.get("host") == host
    server = {**(before if same else {}), **given, "host": host, "port": port, "checked": True}
    if token:
        server["auth"] = before.get("auth") if before.get("auth") in TOKEN else TOKEN[0]
    else:
        server.pop("auth", None)
    return server


def _password(
    protocol: str,
    servers: Servers,
    before: Mapping[str, Any],
    now: Mapping[str, Any],
    known: Mapping[str, Any],
    kept: Mapping[str, Any],
) -> str:
    name = f"{protocol}_password"
    if typed := servers.secrets.get(name):
        return typed
    stored = str(known.get(name) or "")
    if stored and any(before.get(key) != now.get(key) for key in ("host", "tls", "user")):
        raise WrongServer(name, _("The server or the user changed: type the password again."))
    if not stored and protocol == "smtp" and servers.imap and _same_place(servers.imap, now):
        return str(kept.get("imap_password", ""))
    return stored


def _same_place(imap: Mapping[str, Any], smtp: Mapping[str, Any]) -> bool:
    """Reading and sending with one user at one company (the same domain): one password does for both."""
    domains = [str(server["host"]).strip().lower().split(".", 1)[-1] for server in (imap, smtp)]
    return domains[0] == domains[1] and bool(smtp.get("user")) and imap.get("user") == smtp.get("user")


def _oauth(servers: Servers, stored: Mapping[str, Any]) -> dict[str, str]:
    given = dict(servers.oauth2)
    url = urlsplit(given.get("token_url", ""))
    if url.scheme != "https" or not url.hostname:
        raise WrongServer("token_url", _("Write an address that begins with https://"))
    _refuse_inside("token_url", url.hostname, url.port or 443)
    for name in ("client_secret", "refresh_token"):
        typed = servers.secrets.get(name, "")
        if not typed and stored.get(name) and stored.get("token_url") != given["token_url"]:
            raise WrongServer(name, _("The address of the authorisation server changed: type this again."))
        given[name] = typed or str(stored.get(name) or "")
    if not given["refresh_token"]:
        raise WrongServer("refresh_token", _("Without a refresh token nobody can sign in."))
    return given


def _refuse_inside(part: str, host: str, port: int) -> None:
    """A name that is not known yet is no mistake to store; that it leads into our own network is."""
    try:
        checked_addresses(host, port, inside=settings.MAIL_HOSTS_INSIDE)
    except HostRefused:
        raise WrongServer(part, refused_words(host)) from None
    except HostUnknown:
        return


def refused_words(host: str) -> str:
    return _(
        "%(host)s lies in a network that is not public. If it is a mail server of yours, the operator lists it in "
        "MADOGUCHI_MAIL_HOSTS_INSIDE."
    ) % {"host": host}
