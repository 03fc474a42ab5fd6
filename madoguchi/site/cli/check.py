"""`madoguchi check`: are the settings safe for production?"""

from __future__ import annotations

import json
import sys

import click

from madoguchi.site.cli._django import start


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def command(as_json: bool) -> None:
    """Look at the settings as production would need them; exits 1 and says what to do where one is unsafe."""
    start()
    from madoguchi.site.safety import unsafe_settings

    found = unsafe_settings()
    if as_json:
        click.echo(json.dumps({"ok": not found, "problems": found}, ensure_ascii=False))
    else:
        for problem in found:
            click.echo(f"✗ {problem}")
        if not found:
            click.echo("The settings are fit for production.")
    sys.exit(1 if found else 0)
