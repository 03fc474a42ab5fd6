"""`madoguchi mailbox`: the mail servers of an inbox, and whether they let us in."""

from __future__ import annotations

import getpass
import json
import sys
from typing import Any

import click

from madoguchi.site.cli._django import start, writing


@click.group()
def command() -> None:
    """Set the mail servers of an e-mail inbox, and see whether they let us in."""


@command.command("set")
@click.argument("address")
@click.argument("file", type=click.File("r"), default="-")
def set_servers(address: str, file: Any) -> None:
    """Store the servers of the inbox ADDRESS; FILE (or standard input) is JSON with imap, smtp and secrets.

    What is not named stays as it is; null takes it away. Secrets are stored encrypted and shown nowhere.
    """
    given = _read(file)
    with writing("mailbox set"):
        from madoguchi.channels.email.accounts import merged
        from madoguchi.channels.email.oauth import ask_anew
        from madoguchi.channels.email.send import CHANNEL
        from madoguchi.inbox.actions import set_wires
        from madoguchi.inbox.queries import inbox_by_address

        facts = inbox_by_address("email", address)
        if facts is None:
            raise click.ClickException(f"There is no e-mail inbox {address}.")
        settings, secrets = merged(facts, given)
        if problems := CHANNEL.problems(settings):
            raise click.ClickException("\n  ".join(problems))
        ask_anew(facts.id)
        set_wires(inbox_id=facts.id, settings=settings, secrets=secrets, actor=f"cli:{getpass.getuser()}")
    click.echo(f"{address}: stored. See whether it works: madoguchi mailbox check")


@command.command("check")
def check() -> None:
    """Sign in to the servers of every e-mail inbox, and say what is wrong."""
    start()
    from madoguchi.channels.email.examine import mailbox_problems

    asked, problems = mailbox_problems()
    for problem in problems:
        click.echo(f"✗ {problem}")
    click.echo(f"{asked - len(problems)} of {asked} servers let us in")
    sys.exit(1 if problems else 0)


def _read(file: Any) -> dict[str, Any]:
    try:
        given = json.load(file)
    except ValueError as error:
        raise click.ClickException(f"This is no JSON: {error}.") from None
    wrong = set(given) - {"imap", "smtp", "secrets"} if isinstance(given, dict) else {"?"}
    parts = given.values() if isinstance(given, dict) else ()
    if wrong or not all(part is None or isinstance(part, dict) for part in parts):
        raise click.ClickException(
            "It must be a JSON object with imap, smtp and secrets, each an object or null."
        )
    found: dict[str, Any] = given
    return found
