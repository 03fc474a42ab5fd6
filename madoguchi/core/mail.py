"""Plain mails of the installation itself: receipts, sign-in links, notices about an account.

Answers to customers go through the mail channel, which threads and retries them; this is for what no person wrote.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid, parseaddr
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.utils import timezone

from madoguchi.core.ids import uuid7
from madoguchi.core.tls import BadAuthorities, tls_context, tls_trouble

TIMEOUT_SECONDS = 20
SUBJECT = 200
_NO = ("0", "false", "no")


class MailProblem(Exception):
    """The server did not take the mail. `permanent`: the same mail will never be taken."""

    def __init__(self, reason: str, *, permanent: bool) -> None:
        super().__init__(reason)
        self.permanent = permanent


def send_mail_message(
    to: str,
    subject: str,
    text: str,
    html: str = "",
    headers: Mapping[str, str] | None = None,
    *,
    language: str = "",
    from_name: str = "",
) -> str:
    """Send one mail that a program wrote; returns its Message-ID without brackets.

    It goes to SMTP_URL, or as a file into the folder `mail` of the home folder where that is empty. It is marked as
    automatic (RFC 3834, section 5), so that no machine answers it. Line breaks in headers become spaces.

    Raises:
        MailProblem: the address is none, or the server refused or was not there.
    """
    message = compose(to, subject, text, html, headers, language=language, from_name=from_name)
    if settings.SMTP_URL:
        _to_server(message, to=_address(to))
    else:
        _to_folder(message, settings.HOME / "mail")
    return str(message["Message-ID"]).strip("<>")


def compose(
    to: str,
    subject: str,
    text: str,
    html: str = "",
    headers: Mapping[str, str] | None = None,
    *,
    language: str = "",
    from_name: str = "",
) -> EmailMessage:
    """The mail as it goes out (RFC 5322). Raises MailProblem for an address that is none."""
    name, sender = parseaddr(settings.MAIL_FROM)
    message = EmailMessage(policy=SMTP)
    local, _, domain = sender.rpartition("@")
    message["From"] = Address(_line(from_name or name), local, domain)
    message["To"] = _address(to)
    message["Subject"] = _line(subject)[:SUBJECT]
    message["Date"] = format_datetime(timezone.now())
    message["Message-ID"] = make_msgid(idstring=uuid7().hex, domain=domain or "localhost")
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    for header, value in (headers or {}).items():
        del message[header]
        message[header] = _line(value)
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    if language:
        message["Content-Language"] = _line(language)
    return message


def _address(to: str) -> str:
    local, _, domain = to.strip().rpartition("@")
    try:
        return (
            str(Address(username=local, domain=domain.encode("idna").decode()))
            if local and domain
            else _none(to)
        )
    except (ValueError, UnicodeError, IndexError):
        return _none(to)


def _none(to: str) -> str:
    raise MailProblem(f"{_line(to)[:80]!r} is not a mail address", permanent=True)


def _line(text: str) -> str:
    return " ".join(text.split())


def _to_folder(message: EmailMessage, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / f"{uuid7().hex}.eml").write_bytes(message.as_bytes())


def _to_server(message: EmailMessage, *, to: str) -> None:
    url = urlsplit(settings.SMTP_URL)
    host = url.hostname or ""
    starttls = url.scheme == "smtp" and parse_qs(url.query).get("starttls", ["0"])[-1] not in _NO
    try:
        tls = tls_context()
        if url.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, url.port or 465, timeout=TIMEOUT_SECONDS, context=tls
            )
        else:
            server = smtplib.SMTP(host, url.port or (587 if starttls else 25), timeout=TIMEOUT_SECONDS)
        with server:
            if starttls:
                server.starttls(context=tls)
            if url.username:
                server.login(unquote(url.username), unquote(url.password or ""))
            server.send_message(message, from_addr=parseaddr(settings.MAIL_FROM)[1], to_addrs=[to])
    except smtplib.SMTPRecipientsRefused as error:
        code, why = next(iter(error.recipients.values()))
        raise MailProblem(f"{code} {_said(why)}", permanent=code >= 500) from error
    except smtplib.SMTPResponseException as error:
        raise MailProblem(
            f"{error.smtp_code} {_said(error.smtp_error)}", permanent=error.smtp_code >= 500
        ) from error
    except smtplib.SMTPNotSupportedError as error:
        raise MailProblem(f"{host}: {error}", permanent=False) from error
    except BadAuthorities as error:
        raise MailProblem(str(error), permanent=False) from error
    except ssl.SSLError as error:
        raise MailProblem(tls_trouble(error, host=host), permanent=False) from error
    except (OSError, smtplib.SMTPException) as error:
        raise MailProblem(f"the mail server could not be reached: {error}", permanent=False) from error


def _said(why: bytes | str) -> str:
    return _line(why.decode("utf-8", "replace") if isinstance(why, bytes) else why)[:300]
