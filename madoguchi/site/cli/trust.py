"""`madoguchi trust`: whether an address, a number or a name is the brand's, and the list of what is."""

from __future__ import annotations

from typing import IO, Any

import click

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
    from madoguchi.site.cli._django import start  # weight: with --protect no database is needed

    start()
    from madoguchi.trust.queries import officials

    return officials()
