"""`madoguchi doctor`: does everything that is needed work?"""

from __future__ import annotations

import json
import sys

import click

from madoguchi.site.cli._django import start


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For programs: a line per check.")
def command(as_json: bool) -> None:
    """Look at database, jobs, broker, files, mail and language models; says what to do where one does not work."""
    start()
    from madoguchi.site.doctor import examine

    findings = examine()
    for finding in findings:
        if as_json:
            click.echo(json.dumps(finding, ensure_ascii=False))
        else:
            click.echo(f"{'✓' if finding['ok'] else '✗'} {finding['name']}: {finding['what']}")
    sys.exit(0 if all(finding["ok"] for finding in findings) else 1)
