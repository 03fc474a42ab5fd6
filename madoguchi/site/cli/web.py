"""`madoguchi web`: pages and sockets only, in several processes."""

from __future__ import annotations

import click

from madoguchi.site.cli._django import safe_to_serve


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 picks one."
)
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes.")
def command(host: str, port: int, workers: int) -> None:
    """Serve pages and sockets in several processes; jobs run in `madoguchi worker`.

    Needs PostgreSQL: SQLite takes one writing process, which is `madoguchi serve`.
    """
    safe_to_serve()
    from django.conf import settings  # weight: other commands must not pay for the server

    if settings.WRITER_LOCK is not None:
        raise click.ClickException(
            "SQLite takes one writing process. Use `madoguchi serve`, or set DATABASE_URL to a PostgreSQL database."
        )
    from uvicorn.supervisors import Multiprocess

    from madoguchi.site.search_service import search_service
    from madoguchi.site.server import listening_socket, server_config

    listener = listening_socket(host, port)
    click.echo(
        f"Madoguchi is at http://{host}:{listener.getsockname()[1]} ({workers} processes; Ctrl+C ends them)"
    )
    config = server_config("madoguchi.site.asgi:application", host=host, port=port, workers=workers)
    with search_service():
        Multiprocess(config, sockets=[listener]).run()
