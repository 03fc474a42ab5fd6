"""One mail as we write it, and its bytes (RFC 5322, 2045, 2047, 2231, 6532)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, make_msgid

from madoguchi.channels.email.send.headers import ASCII, UTF8

SUBJECT = 250
NAME = 80


class BadAddress(ValueError):
    """It cannot be written as a mail address."""


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A file of a letter; a picture is shown below the text as well."""

    name: str
    content_type: str
    content: bytes
    image: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """Ids come without angle brackets; `envelope_from` is where reports go, empty for none."""

    sender_name: str
    sender_address: str
    recipient_name: str
    recipient_address: str
    reply_to: str
    envelope_from: str
    subject: str
    message_id: str
    text: str
    html: str
    date: datetime
    language: str = ""
    in_reply_to: str = ""
    references: Sequence[str] = ()
    auto_submitted: str = ""
    files: Sequence[LetterFile] = field(default=())


def compose(letter: Letter) -> EmailMessage:
    """Raises BadAddress for a recipient that cannot be written."""
    message = EmailMessage(policy=policy_for(letter))
    message["From"] = _address(letter.sender_name, letter.sender_address)
    message["To"] = _address(letter.recipient_name, letter.recipient_address)
    if letter.reply_to:
        message["Reply-To"] = _address(letter.sender_name, letter.reply_to)
    message["Subject"] = _line(letter.subject)[:SUBJECT]
    message["Date"] = format_datetime(letter.date)
    message["Message-ID"] = f"<{letter.message_id}>"
    if letter.in_reply_to:
        message["In-Reply-To"] = f"<{letter.in_reply_to}>"
    if letter.references:
        message["References"] = " ".join(f"<{id}>" for id in letter.references)
    if letter.language:
        message["Content-Language"] = letter.language
    if letter.auto_submitted:
        message["Auto-Submitted"] = letter.auto_submitted
        message["X-Auto-Response-Suppress"] = "All"
    message.set_content(letter.text, cte="8bit" if _short_lines(letter.text) else "quoted-printable")
    pictures = [(file, make_msgid(domain="picture")) for file in letter.files if file.image]
    _add_html(message, letter, pictures)
    for file in letter.files:
        if not file.image:
            _attach(message, file)
    return message


def policy_for(letter: Letter) -> EmailPolicy[EmailMessage]:
    """UTF-8 in headers only where an address needs it (RFC 6531): servers without SMTPUTF8 refuse such mail."""
    ascii_only = (
        letter.sender_address + letter.reply_to + letter.recipient_address.rpartition("@")[0]
    ).isascii()
    return ASCII if ascii_only else UTF8


def host_in_ascii(address: str) -> str:
    """The address with its host as DNS has it (IDNA). Raises BadAddress."""
    local, at, host = address.strip().rpartition("@")
    try:
        encoded = host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError as error:
        raise BadAddress(f"{_line(address)[:100]!r} is not a mail address.") from error
    if not (at and local and encoded) or any(c.isspace() or c in "<>\0" for c in local + encoded):
        raise BadAddress(f"{_line(address)[:100]!r} is not a mail address.")
    return f"{local}@{encoded}"


def _address(name: str, address: str) -> Address:
    local, _, host = host_in_ascii(address).rpartition("@")
    try:
        return Address(display_name=_line(name)[:NAME], username=local.strip('"'), domain=host)
    except (ValueError, IndexError) as error:
        raise BadAddress(f"{_line(address)[:100]!r} is not a mail address.") from error


def _add_html(message: EmailMessage, letter: Letter, pictures: list[tuple[LetterFile, str]]) -> None:
    shown = "".join(
        f'<p><img src="cid:{cid[1:-1]}" alt="" style="max-width:100%;height:auto"></p>' for _, cid in pictures
    )
    html = letter.html.replace("<!--pictures-->", shown)
    message.add_alternative(html, subtype="html", cte="8bit" if _short_lines(html) else "quoted-printable")
    part = message.get_payload()[-1]  # type: ignore[index]
    assert isinstance(part, EmailMessage)
    for file, cid in pictures:
        kind, _, subtype = file.content_type.partition("/")
        part.add_related(
            file.content, kind, subtype or "png", cid=cid, filename=_line(file.name), disposition="inline"
        )


def _attach(message: EmailMessage, file: LetterFile) -> None:
    kind, _, subtype = file.content_type.partition("/")
    if not subtype or kind in ("message", "multipart"):
        kind, subtype = "application", "octet-stream"
    if kind == "text":  # its charset is the sender's secret: kept as bytes
        kind, subtype = "application", "octet-stream"
    message.add_attachment(file.content, kind, subtype, filename=_line(file.name))


def _short_lines(text: str) -> bool:
    """RFC 5322, section 2.1.1: at most 998 bytes a line."""
    return all(len(line.encode()) <= 990 for line in text.splitlines())


def _line(text: str) -> str:
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())
