"""`madoguchi bench`: the benchmarks that lie beside the code, in a checkout."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

CHECKOUT = Path(__file__).resolve().parents[3]


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("name")
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON line with the figures beside their reference."
)
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def command(name: str, as_json: bool, options: tuple[str, ...]) -> None:
    """Measure one thing (chat, inbox, jobs, kill9, mail, sockets, start …) beside its reference.

    Further options go to the benchmark; `madoguchi bench inbox --help` lists its own.
    """
    if not (CHECKOUT / "bench" / "__main__.py").exists():
        raise click.ClickException(
            "The benchmarks are part of the source, not of an installed package. Run this in a checkout:"
            " git clone, `make bench`, or `.venv/bin/madoguchi bench NAME`."
        )
    words = [sys.executable, "-m", "bench", name, *(["--json"] if as_json else []), *options]
    sys.exit(subprocess.run(words, cwd=CHECKOUT, check=False).returncode)  # noqa: S603 - our own interpreter
