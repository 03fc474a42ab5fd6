"""`madoguchi shield`: what the product makes of secrets, addresses and transaction ids."""

from __future__ import annotations

from typing import IO, Any

import click

from madoguchi.shield import shield
from madoguchi.site.cli._lines import answer_lines, lines_argument


@click.group()
def command() -> None:
    """Find and mask secrets; recognise addresses and transaction ids."""


@command.command()
@lines_argument
def scan(source: IO[str]) -> None:
    """Read {"id", "text", "lang"?, "field"?} lines; write the findings and the masked text of each."""
    answer_lines(source, _scan)


def _scan(item: dict[str, Any]) -> dict[str, Any]:
    shielded = shield(_text(item), lang=item.get("lang"), field=item.get("field"))
    findings = [
        {"kind": f.kind, "start": f.start, "end": f.end, "confidence": f.confidence, "detector": f.detector}
        for f in shielded.findings
    ]
    return {"findings": findings, "masked": shielded.text}


def _text(item: dict[str, Any]) -> str:
    text = item["text"]
    if not isinstance(text, str):
        raise ValueError("text must be a string")
    return text
