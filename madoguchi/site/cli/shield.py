"""`madoguchi shield`: what the product makes of secrets, addresses and transaction ids."""

from __future__ import annotations

from typing import IO, Any

import click

from madoguchi.shield import shield
from madoguchi.shield.identify import identify as identify_text
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


@command.command()
@lines_argument
def identify(source: IO[str]) -> None:
    """Read {"id", "text", "asset"?} lines; say whether each is an address, a transaction id or a secret."""
    answer_lines(source, _identify)


def _identify(item: dict[str, Any]) -> dict[str, Any]:
    asset = item.get("asset")
    found = identify_text(_text(item), asset=str(asset) if asset else None)
    return {
        "type": found.type,
        "valid": found.valid,
        "assets": list(found.assets),
        "warnings": list(found.warnings),
    }
