"""`madoguchi trust`: whether an address, a number or a name is the brand's, and the list of what is."""

from __future__ import annotations

import getpass
import json
from typing import IO, Any

import click

from madoguchi.site.cli._django import start, writing
from madoguchi.site.cli._lines import answer_lines, lines_argument
from madoguchi.trust.lookalike import Judge, Officials, reason
from madoguchi.trust.lookalike.read import read


@click.group()
def command() -> None:
    """Official channels: check what customers report, and keep the list."""


@command.command()
@click.option("--protect", multiple=True, metavar="DOMAIN", help="An official domain; may be repeated.")
@lines_argument
def check(source: IO[str], protect: tuple[str, ...]) -> None:
    """Read {"id", "value"} lines; say whether each is official, like something official, or not in the list.

    The official list is what --protect names, without it the register of this installation. Nothing is resolved,
    fetched or counted.
    """
    judge = Judge(_protected(protect) if protect else _register())
    answer_lines(source, lambda item: _check(judge, item))


def _check(judge: Judge, item: dict[str, Any]) -> dict[str, Any]:
    text = item["value"]
    if not isinstance(text, str):
        raise ValueError("value must be a string")
    found = judge.judge(text)
    return {
        "kind": found.value.kind,
        "normal": found.value.normal,
        "verdict": found.verdict,
        "of": found.of,
        "signal": found.signal,
        "reason": reason(found),
    }


def _protected(domains: tuple[str, ...]) -> Officials:
    read_domains = [read(domain) for domain in domains]
    for written, value in zip(domains, read_domains, strict=True):
        if value.kind not in ("domain", "url"):
            raise click.BadParameter(f"{written!r} is no domain.", param_hint="--protect")
    return Officials(domains=tuple(value.host for value in read_domains))


def _register() -> Officials:
    start()
    from madoguchi.trust.queries import officials

    return officials()


@command.command()
@click.argument("kind", type=click.Choice(["domain", "email", "email-domain", "phone", "handle", "alias"]))
@click.argument("value")
@click.option("--note", default="", help="What customers read beside it.")
def add(kind: str, value: str, note: str) -> None:
    """Put VALUE into the list of official channels.

    A handle is the address of a profile (https://x.com/example) or telegram:example; a phone number has its +.
    """
    with writing("trust add"):
        from madoguchi.trust.actions import add_channel
        from madoguchi.trust.contract import TrustProblem

        try:
            channel = add_channel(by=_operator(), brand_id=_brand(), kind=kind, value=value, note=note)
        except TrustProblem as problem:
            raise click.ClickException(str(problem)) from None
    click.echo(f"{channel.id}: {kind} {channel.value}")


@command.command()
@click.argument("number", type=int)
def remove(number: int) -> None:
    """Take the channel of this NUMBER (see `madoguchi trust list`) out of the list."""
    with writing("trust remove"):
        from madoguchi.trust.actions import remove_channel

        if not remove_channel(by=_operator(), channel_id=number):
            raise click.ClickException(f"There is no official channel {number}.")
    click.echo(f"{number}: removed")


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON line per channel.")
def list_channels(as_json: bool) -> None:
    """Show the list of official channels."""
    start()
    from madoguchi.trust.queries import channels

    for channel in channels(_brand()):
        if as_json:
            facts = {"id": channel.id, "kind": channel.kind, "value": channel.value, "note": channel.note}
            click.echo(json.dumps(facts, ensure_ascii=False))
        else:
            click.echo(f"{channel.id}: {channel.kind} {channel.value}  {channel.note}".rstrip())


def _operator() -> str:
    return f"cli:{getpass.getuser()}"


def _brand() -> int:
    from madoguchi.trust.queries import main_brand_id

    found = main_brand_id()
    if found is None:
        raise click.ClickException("There is no brand yet. Enter the company in the settings first.")
    return found
