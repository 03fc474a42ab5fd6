"""`madoguchi email`: how mails are read, before a customer finds out."""

from __future__ import annotations

import dataclasses
from typing import Any

import click

from madoguchi.channels.email.contract import Address, Attachment, ParsedMail
from madoguchi.channels.email.parse import parse_mail
from madoguchi.channels.email.parse.charsets import decode
from madoguchi.channels.email.parse.visible import visible_text
from madoguchi.site.cli._lines import answer_files


@click.group()
def command() -> None:
    """See what Madoguchi makes of a mail."""


@command.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON line per file (the only form).")
@click.argument("files", nargs=-1, required=True, type=click.Path())
def parse(as_json: bool, files: tuple[str, ...]) -> None:
    """Read raw mails (RFC 5322, broken ones too) and write what is in them."""
    answer_files(files, lambda data: as_line(parse_mail(data)))


@command.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON line per file (the only form).")
@click.argument("files", nargs=-1, required=True, type=click.Path())
def visible(as_json: bool, files: tuple[str, ...]) -> None:
    """Cut quotes and signature from plain-text bodies."""
    answer_files(files, lambda data: {"visible_text": visible_text(decode(data, None)[0])})


@command.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON line per file (the only form).")
@click.option(
    "--resolver", metavar="HOST:PORT", help="The DNS server to ask; without it, those of this machine."
)
@click.option(
    "--client-ip", default="", help="The address that delivered the mail; without it SPF says none."
)
@click.option("--mail-from", default="", help="The envelope's sender.")
@click.option("--helo", default="", help="What the client called itself.")
@click.argument("files", nargs=-1, required=True, type=click.Path())
def auth(
    as_json: bool, resolver: str | None, client_ip: str, mail_from: str, helo: str, files: tuple[str, ...]
) -> None:
    """Check SPF, DKIM, ARC and DMARC of raw mails."""
    # Loaded here: libraries for DNS and cryptography, which reading a mail does not need.
    from madoguchi.channels.email.authenticity import check_authenticity
    from madoguchi.channels.email.authenticity.dns import DnsTrouble
    from madoguchi.channels.email.authenticity.servers import server_at, system_servers

    try:
        lookup = server_at(resolver) if resolver else system_servers()
    except (ValueError, DnsTrouble) as error:
        raise click.BadParameter(str(error), param_hint="--resolver") from error

    def judged(data: bytes) -> dict[str, Any]:
        shown = parse_mail(data).sender.address
        found = check_authenticity(
            data, shown=shown, lookup=lookup, client=client_ip, mail_from=mail_from, helo=helo
        )
        return dataclasses.asdict(found)

    answer_files(files, judged)


def as_line(mail: ParsedMail) -> dict[str, Any]:
    """One mail in the form of the command line; attachments without their bytes."""
    return {
        "subject": mail.subject,
        "from": _person(mail.sender),
        "to": [_person(a) for a in mail.to],
        "cc": [_person(a) for a in mail.cc],
        "reply_to": [_person(a) for a in mail.reply_to],
        "date": mail.date.isoformat() if mail.date else None,
        "message_id": mail.message_id,
        "in_reply_to": mail.in_reply_to,
        "references": list(mail.references),
        "text": mail.text,
        "visible_text": mail.visible_text,
        "html": mail.html,
        "attachments": [_file(a) for a in mail.attachments],
        "auto_reply": mail.auto_reply,
        "may_auto_respond": mail.may_auto_respond,
        "mailing_list": mail.mailing_list,
        "bounce": dataclasses.asdict(mail.bounce) if mail.bounce else None,
        "complaint": mail.complaint is not None,
        "complaint_report": dataclasses.asdict(mail.complaint) if mail.complaint else None,
        "problems": list(mail.problems),
    }


def _person(address: Address) -> dict[str, str]:
    return {"name": address.name, "address": address.address}


def _file(attachment: Attachment) -> dict[str, Any]:
    return {
        "filename": attachment.filename,
        "content_type": attachment.content_type,
        "size": attachment.size,
        "sha256": attachment.sha256,
        "inline": attachment.inline,
        "content_id": attachment.content_id,
    }
