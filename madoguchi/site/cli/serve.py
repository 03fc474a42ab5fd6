"""`madoguchi serve`: everything in one process."""

from __future__ import annotations

import os
import sys

import click

from madoguchi.core.single_writer import SERVING
from madoguchi.site.cli._django import safe_to_serve, writing


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 picks one."
)
def command(host: str, port: int) -> None:
    """Serve pages, sockets, jobs and mailbox pollers in one process.

    On SQLite only one process may write: a second `serve`, or a command that writes, is refused and told which
    process holds the database. SIGTERM finishes what was accepted and then ends.
    """
    safe_to_serve()
    with writing(SERVING):
        from madoguchi.site.doors import build_doors  # weight: other commands must not pay for the server
        from madoguchi.site.server import Server, listening_socket, server_config

        listener = listening_socket(host, port)
        click.echo(
            f"Madoguchi is at http://{host}:{listener.getsockname()[1]} (process {os.getpid()}; Ctrl+C ends it)"
        )
        server = Server(server_config(build_doors(embedded=True), host=host, port=port))
        server.run(sockets=[listener])
        if not server.started:
            sys.exit(3)
