"""`madoguchi sanitize`: what is left of somebody's HTML or Markdown when it is shown."""

from __future__ import annotations

from typing import IO, Any

import click

from madoguchi.core.markdown import markdown_to_html
from madoguchi.core.safe_html import sanitize_html
from madoguchi.site.cli._lines import answer_lines, lines_argument


@click.command()
@lines_argument
def command(source: IO[str]) -> None:
    """Clean payloads as the screens do: JSON lines {"id", "payload", "kind": "html" or "markdown"}."""
    answer_lines(source, _sanitize)


def _sanitize(item: dict[str, Any]) -> dict[str, Any]:
    kind, payload = item["kind"], str(item["payload"])
    if kind == "html":
        return {"html": sanitize_html(payload)}
    if kind == "markdown":
        return {"html": markdown_to_html(payload)}
    raise ValueError(f"the kind {kind!r} is not known; it is html or markdown")
