"""A connection to an SMTP server, signed in: TLS first (RFC 8314), the password or token only then."""

from __future__ import annotations

import smtplib
import socket

from madoguchi.channels.email.accounts import Account
from madoguchi.channels.email.problems import (
    UNREACHED,
    SignInRefused,
    WireProblem,
    no_starttls,
    not_reached,
    said,
)
from madoguchi.channels.email.reach import opened
from madoguchi.core.tls import tls_context

TIMEOUT_SECONDS = 30


def smtp_connection(account: Account) -> smtplib.SMTP:
    """Raises WireProblem, SignInRefused."""
    server: smtplib.SMTP | None = None
    try:
        server = _Smtp(account)
        _encrypt(server, account)
        server.ehlo_or_helo_if_needed()
        if account.user:
            _sign_in(server, account)
    except BaseException as error:
        if server is not None:
            server.close()
        if isinstance(error, smtplib.SMTPResponseException):
            told = f"{error.smtp_code} {said(error.smtp_error, hide=account.hidden())}"
            raise WireProblem(f"The mail server {account.host} turns us away: {told}") from error
        if isinstance(error, UNREACHED):  # smtplib's own errors are OSErrors
            raise not_reached(error, host=account.host, port=account.port) from error
        raise
    return server


class _Smtp(smtplib.SMTP):
    """The library's, but for where it connects to."""

    def __init__(self, account: Account) -> None:
        self._account = account
        super().__init__(account.host, account.port, timeout=TIMEOUT_SECONDS)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return opened(self._account, seconds=TIMEOUT_SECONDS)


def _encrypt(server: smtplib.SMTP, account: Account) -> None:
    """STARTTLS where it is demanded. What the server said before, in the clear, is asked for anew behind it."""
    if account.tls != "starttls":
        return
    server.ehlo()
    if not server.has_extn("starttls"):
        raise no_starttls(account.host)
    if server.starttls(context=tls_context(account.ca_file))[0] != 220:
        raise no_starttls(account.host)
    server.ehlo()


def _sign_in(server: smtplib.SMTP, account: Account) -> None:
    offered = server.esmtp_features.get("auth", "").upper().split()
    if not offered:
        hint = ': set tls to "starttls"' if account.tls == "none" and server.has_extn("starttls") else ""
        raise WireProblem(f"The mail server {account.host} does not offer to sign in{hint}.")
    try:
        if account.token:
            _by_token(server, account, offered)
        else:
            server.login(account.user, account.password)
    except smtplib.SMTPAuthenticationError as error:
        told = f"{error.smtp_code} {said(error.smtp_error, hide=account.hidden())}"
        if error.smtp_code < 500:
            raise WireProblem(f"The mail server cannot sign us in now: {told}") from error
        raise SignInRefused(f"The mail server refuses our sign-in: {told}") from error
    except smtplib.SMTPNotSupportedError as error:
        raise WireProblem(f"The mail server {account.host} offers no way to sign in that we know.") from error


def _by_token(server: smtplib.SMTP, account: Account, offered: list[str]) -> None:
    if account.mechanism not in offered:
        raise WireProblem(f"{account.host} does not offer to sign in by {account.mechanism}.")
    server.auth(account.mechanism, lambda challenge=None: account.token_response(challenge or b""))
