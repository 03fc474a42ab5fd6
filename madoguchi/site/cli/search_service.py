"""`madoguchi search-service`: the process that holds models and vectors for the others of this machine."""

from __future__ import annotations

import click

from madoguchi.site.cli._django import start


@click.command
@click.option(
    "--until-input-ends", is_flag=True, help="End with the standard input, as `web` and `worker` start it."
)
@click.option("--lock", type=int, hidden=True, help="A descriptor of the lock, from who started this.")
def command(until_input_ends: bool, lock: int | None) -> None:
    """Answer the searches of `madoguchi web` and `madoguchi worker` on a local socket.

    Both start it by themselves, once a machine. SIGTERM ends it; searches then go by words alone.
    """
    start()
    from madoguchi.search.service.run import serve

    if not serve(until_input_ends=until_input_ends, lock=lock):
        click.echo("Another process of this machine is the search service.", err=True)
