"""How an inbox reaches its mail servers: plain settings beside the inbox, passwords and tokens encrypted.

`Inbox.settings["smtp"]` and `["imap"]` hold host, port, tls ("tls", "starttls" or "none"), user, ca_file, auth
("password", "xoauth2" or "oauthbearer"), checked (it was typed in on a screen, and may lead into no network of our own
that is not listed); imap also folder. `Inbox.secrets` holds encrypted JSON: smtp_password,
imap_password, oauth2.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings

from madoguchi.channels.email.oauth import access_token, mechanism_response, renewed_token
from madoguchi.channels.email.problems import SignInRefused
from madoguchi.core.crypto import Unreadable, decrypt, encrypt
from madoguchi.inbox.queries import InboxFacts

PORTS = {
    "smtp": {"tls": 465, "starttls": 587, "none": 25},
    "imap": {"tls": 993, "starttls": 143, "none": 143},
}
AUTH = ("password", "xoauth2", "oauthbearer")
T = TypeVar("T")


class BadAccount(ValueError):
    """The settings of a mail server cannot be used; the text says what is missing."""


@dataclass(frozen=True, slots=True)
class Account:
    """One server to sign in to: with `token` by `mechanism`, else with `password`; without `user` nobody signs in.

    `ca_file` names the only authority that is trusted for this server; empty: those of the installation. `checked`:
    connections go to checked addresses alone (reach.py).
    """

    host: str
    port: int
    tls: str
    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    folder: str = "INBOX"
    ca_file: str = ""
    mechanism: str = ""
    checked: bool = False

    def token_response(self, challenge: bytes = b"") -> str:
        """What the mechanism says with our token, in answer to the server's challenge."""
        return mechanism_response(
            self.mechanism,
            user=self.user,
            token=self.token,
            host=self.host,
            port=self.port,
            challenge=challenge,
        )

    def hidden(self) -> tuple[str, ...]:
        """What is never shown, also as it goes over the wire: in quotes (RFC 9051) and in base 64 (RFC 4954)."""
        if self.token:
            return self.token, b64encode(self.token_response().encode()).decode()
        if not self.password:
            return ()
        quoted = self.password.replace("\\", "\\\\").replace('"', '\\"')
        plain = f"\0{self.user}\0{self.password}"
        return quoted, self.password, *(b64encode(one.encode()).decode() for one in (plain, self.password))


def smtp_account(facts: InboxFacts) -> Account | None:
    """The inbox's own server, else that of SMTP_URL, else None. Raises BadAccount, oauth.NoToken."""
    own = facts.settings.get("smtp")
    if own:
        return account("smtp", own, facts)
    return account_of_url(settings.SMTP_URL) if settings.SMTP_URL else None


def imap_account(facts: InboxFacts) -> Account | None:
    """The mailbox to read, or None for an inbox that gets its mail by LMTP. Raises BadAccount, oauth.NoToken."""
    own = facts.settings.get("imap")
    return account("imap", own, facts) if own else None


def signed_in(account: Account, facts: InboxFacts, connect: Callable[[Account], T]) -> T:
    """`connect(account)`; where the server refuses the token, once more with a new one.

    Raises what `connect` raises, oauth.NoToken.
    """
    try:
        return connect(account)
    except SignInRefused:
        if not account.token:
            raise
    oauth = read_secrets(facts.secrets).get("oauth2") or {}
    return connect(replace(account, token=renewed_token(facts.id, oauth, refused=account.token)))


def account(protocol: str, own: Mapping[str, Any], facts: InboxFacts) -> Account:
    """Raises BadAccount, oauth.NoToken."""
    missing = account_problems(protocol, own)
    if missing:
        raise BadAccount(missing[0])
    secrets = read_secrets(facts.secrets)
    tls = str(own.get("tls") or "tls")
    by_token = own.get("auth") in AUTH[1:]
    return Account(
        host=str(own["host"]),
        port=int(own.get("port") or PORTS[protocol][tls]),
        tls=tls,
        user=str(own.get("user") or ""),
        password="" if by_token else str(secrets.get(f"{protocol}_password", "")),
        token=access_token(facts.id, secrets.get("oauth2") or {}) if by_token else "",
        folder=str(own.get("folder") or "INBOX"),
        ca_file=str(own.get("ca_file") or ""),
        mechanism=str(own["auth"]).upper() if by_token else "",
        checked=own.get("checked") is True,
    )


def account_problems(protocol: str, own: Mapping[str, Any]) -> list[str]:
    """What is wrong with settings of a server, in plain words."""
    problems = []
    if not own.get("host"):
        problems.append(f"The {protocol.upper()} server has no host name.")
    if str(own.get("tls") or "tls") not in PORTS[protocol]:
        problems.append(f"The {protocol.upper()} server's tls must be tls, starttls or none.")
    if str(own.get("auth") or "password") not in AUTH:
        problems.append(f"The {protocol.upper()} server's auth must be password, xoauth2 or oauthbearer.")
    if not str(own.get("port") or "1").isdigit():
        problems.append(f"The {protocol.upper()} server's port must be a number.")
    return problems


def account_of_url(url: str) -> Account:
    """`smtp://user:password@host:587?starttls=1` or `smtps://…`. Raises BadAccount."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise BadAccount(f"MADOGUCHI_SMTP_URL cannot be read: {error}.") from error
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise BadAccount("MADOGUCHI_SMTP_URL must look like smtp://user:password@host:587?starttls=1")
    starttls = parse_qs(parts.query).get("starttls", ["0"])[-1] not in ("0", "false", "no")
    tls = "tls" if parts.scheme == "smtps" else "starttls" if starttls else "none"
    return Account(
        host=parts.hostname,
        port=port or PORTS["smtp"][tls],
        tls=tls,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def read_secrets(secrets: bytes) -> dict[str, Any]:
    """Raises core.crypto.Unreadable if they were encrypted with a key that is gone."""
    found = json.loads(decrypt(secrets)) if secrets else {}
    return found if isinstance(found, dict) else {}


def merged(facts: InboxFacts, given: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The inbox's settings and sealed secrets with `given` (imap, smtp, secrets) laid over them; None takes away.

    Secrets that cannot be read any more are replaced as a whole.
    """
    own = {**facts.settings, **{name: given[name] for name in ("imap", "smtp") if name in given}}
    try:
        kept = read_secrets(facts.secrets)
    except Unreadable:
        kept = {}
    if "secrets" in given:
        kept = {**kept, **given["secrets"]} if given["secrets"] else {}
    left = {name: value for name, value in kept.items() if value is not None}
    return {name: value for name, value in own.items() if value is not None}, sealed(left)


def sealed(secrets: Mapping[str, Any]) -> bytes:
    """Secrets as `Inbox.secrets` keeps them."""
    return encrypt(json.dumps(dict(secrets)).encode())
