"""`madoguchi audit`: is the log of who did and read what still whole, and a copy of it for an auditor."""

from __future__ import annotations

import getpass
import json
import sys
from datetime import UTC, datetime, timedelta
from typing import IO, TYPE_CHECKING

import click

from madoguchi.site.cli._django import start, writing

if TYPE_CHECKING:
    from madoguchi.audit.contract import Verdict

_DAY = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]


@click.group
def command() -> None:
    """Verify and export the audit log.

    Each entry holds the SHA-256 of the one before it, and every minute the end of the chain is signed. Whoever changes,
    removes, swaps or puts in entries breaks it, also with all rights on the database.
    """


@command.command
@click.option("--file", "file", type=click.File("rb"), help="Verify an exported file; needs no database.")
@click.option("--key", "keys", multiple=True, metavar="HEX", help="A public key that counts (`audit key`).")
@click.option("--after", default=0, metavar="NUMBER", help="Begin behind this checkpoint and trust it.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for programs.")
def verify(file: IO[bytes] | None, keys: tuple[str, ...], after: int, as_json: bool) -> None:
    """Recompute the chain and its checkpoints; exits 1 where something is wrong, and says which entry it is.

    Reads only, also beside a running server. Entries of the last minute wait for their link and are counted. A file is
    verified with the keys in it unless --key names those that you were given by the operator: compare them.
    """
    start()
    from madoguchi.audit.verifying.database import NoSuchCheckpoint, verify_database
    from madoguchi.audit.verifying.file import NoLog, verify_lines

    try:
        verdict = verify_lines(file, keys=keys) if file else verify_database(after=after, keys=keys)
    except (NoSuchCheckpoint, NoLog) as error:
        raise click.ClickException(str(error)) from None
    _tell_json(verdict) if as_json else _tell(verdict, of_file=bool(file))
    sys.exit(1 if verdict.found else 0)


@command.command
@click.argument("target", metavar="FILE", type=click.File("w", encoding="ascii", atomic=True))
@click.option("--from", "since", type=click.DateTime(_DAY), help="The first day or moment, in UTC.")
@click.option("--to", "until", type=click.DateTime(_DAY), help="The last day (included) or moment, in UTC.")
@click.option("--actor", default="", help="Who: agent:ID, customer:ID, cli:NAME or system.")
@click.option("--action", default="", help="What, for example conversation.open.")
@click.option("--subject", default="", help="To what, for example conversation:ID.")
def export(
    target: IO[str], since: datetime | None, until: datetime | None, actor: str, action: str, subject: str
) -> None:
    """Write the log as JSON lines that `madoguchi audit verify --file` verifies anywhere; `-` is standard output.

    Days alone give a whole range. With --actor, --action or --subject it is an excerpt, and says so: each entry can be
    verified, but not that none is missing between them. The export itself is noted in the log, so beside a server on
    SQLite it is refused: Settings → Audit log exports there.
    """
    with writing("audit export"):
        from madoguchi.audit.actions import record
        from madoguchi.audit.contract import Wanted
        from madoguchi.audit.export import export_lines

        if until is not None and (until.hour, until.minute, until.second) == (0, 0, 0):
            until += timedelta(days=1)
        wanted = Wanted(
            actor, action, subject, since and since.replace(tzinfo=UTC), until and until.replace(tzinfo=UTC)
        )
        record(actor=f"cli:{getpass.getuser()}", action="audit.export", subject="audit", data=wanted.facts())
        for line in export_lines(wanted):
            target.write(line)


@command.command
def key() -> None:
    """Print the public keys that sign here, the present one first: give them to the auditor by a way of their own."""
    start()
    from madoguchi.audit.keys import known_keys

    for one in known_keys():
        click.echo(one)


def _tell(verdict: Verdict, *, of_file: bool) -> None:
    from madoguchi.audit.words import say

    for problem in verdict.problems:
        click.echo(f"✗ {say(problem)}")
    if verdict.found > len(verdict.problems):
        click.echo(f"✗ and {verdict.found - len(verdict.problems)} problems more")
    until = f"{verdict.until:%Y-%m-%d %H:%M:%S} UTC" if verdict.until else "never"
    whole = "an excerpt" if verdict.excerpt else f"entries {verdict.first} to {verdict.last}"
    mark = "✗" if verdict.found else "✓"
    click.echo(
        f"{mark} {verdict.entries} entries ({whole}), {verdict.checkpoints} checkpoints, last signed {until}"
    )
    if verdict.waiting:
        click.echo(f"  {verdict.waiting} entries wait for their link")
    if of_file:
        click.echo(f"  signed with {', '.join(verdict.keys)}: compare with `madoguchi audit key`")


def _tell_json(verdict: Verdict) -> None:
    from madoguchi.audit.words import say

    problems = [
        {
            "kind": one.kind,
            "first": one.first,
            "last": one.last,
            "at": one.at.isoformat() if one.at else None,
            "what": say(one),
        }
        for one in verdict.problems
    ]
    facts = {
        "ok": not verdict.found,
        "entries": verdict.entries,
        "first": verdict.first,
        "last": verdict.last,
        "digest": verdict.digest,
        "checkpoints": verdict.checkpoints,
        "signed_at": verdict.until.isoformat() if verdict.until else None,
        "waiting": verdict.waiting,
        "excerpt": verdict.excerpt,
        "keys": verdict.keys,
        "found": verdict.found,
        "problems": problems,
    }
    click.echo(json.dumps(facts, ensure_ascii=False))
