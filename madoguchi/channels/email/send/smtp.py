"""Handing a letter to a mail server (RFC 5321), and what its answers mean."""

from __future__ import annotations

import re
import smtplib
from email.generator import BytesGenerator
from email.message import EmailMessage
from email.policy import EmailPolicy
from io import BytesIO

from madoguchi.channel_kit.contract import DeliveryError
from madoguchi.channels.email.problems import said

# Enhanced codes (RFC 3463) that say that the address itself is dead.
_DEAD = ("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1")
_FOLDED_ID = re.compile(rb"^(Message-ID|In-Reply-To|References): ?\r\n <", re.MULTILINE)
_ENHANCED = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")


def hand_over(
    message: EmailMessage,
    *,
    sender: str,
    recipient: str,
    server: smtplib.SMTP,
    policy: EmailPolicy[EmailMessage],
) -> None:
    """Returns once the server took responsibility, and ends the connection. `sender` is the envelope's, "" for none.

    Raises DeliveryError.
    """
    try:
        _send(server, message, sender, recipient, policy)
    except smtplib.SMTPSenderRefused as error:
        raise _refused(error.smtp_code, error.smtp_error) from error
    except smtplib.SMTPRecipientsRefused as error:
        code, why = next(iter(error.recipients.values()))
        raise _refused(code, why, recipient=True) from error
    except smtplib.SMTPResponseException as error:
        raise _refused(error.smtp_code, error.smtp_error) from error
    except smtplib.SMTPNotSupportedError as error:
        raise DeliveryError(f"The mail server cannot take this mail: {error}", permanent=True) from error
    except (OSError, smtplib.SMTPException) as error:
        raise DeliveryError(f"The mail server went away while it took the mail: {said(error)}") from error
    finally:
        _leave(server)


def mail_bytes(message: EmailMessage, policy: EmailPolicy[EmailMessage]) -> bytes:
    """The mail as it goes over the wire, with CRLF.

    The library folds long ids behind the header's name; mail programs that read line by line then find none.
    """
    out = BytesIO()
    BytesGenerator(out, policy=policy).flatten(message, linesep="\r\n")
    head, blank, body = out.getvalue().partition(b"\r\n\r\n")
    return _FOLDED_ID.sub(rb"\1: <", head) + blank + body


def _leave(server: smtplib.SMTP) -> None:
    """Say goodbye. A mail that was taken stays taken, whatever the server says to that."""
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()


def _send(
    server: smtplib.SMTP,
    message: EmailMessage,
    sender: str,
    recipient: str,
    policy: EmailPolicy[EmailMessage],
) -> None:
    options: list[str] = []
    if server.has_extn("8bitmime"):
        options.append("BODY=8BITMIME")
    else:
        policy = policy.clone(cte_type="7bit")
    if policy.utf8:
        if not server.has_extn("smtputf8"):
            raise smtplib.SMTPNotSupportedError("it does not know addresses outside ASCII (SMTPUTF8)")
        options.append("SMTPUTF8")
    server.sendmail(sender, [recipient], mail_bytes(message, policy), mail_options=options)


def _refused(code: int, why: bytes | str, *, recipient: bool = False) -> DeliveryError:
    words = said(why)
    enhanced = _ENHANCED.search(words)
    permanent = code >= 500
    dead = permanent and (enhanced[1] in _DEAD if enhanced else recipient and code in (550, 553))
    return DeliveryError(f"{code} {words}", permanent=permanent, unreachable=dead)
