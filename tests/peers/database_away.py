"""The database as it is while it is restarted, restored or full: it takes nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection, connections


@contextmanager
def database_away() -> Iterator[None]:
    """PostgreSQL lets nobody in and throws everybody out; SQLite's file is held by somebody else."""
    settings = connection.settings_dict
    connections.close_all()
    if connection.vendor == "postgresql":
        name = settings["NAME"]
        server = psycopg.connect(
            host=settings["HOST"],
            port=settings["PORT"],
            user=settings["USER"],
            password=settings["PASSWORD"] or None,
            dbname="postgres",
            autocommit=True,
        )
        with server:
            server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
            try:
                server.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
                )
                yield
            finally:
                server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
        return
    patience = settings["OPTIONS"]["timeout"]
    connections.settings[connection.alias]["OPTIONS"]["timeout"] = 1
    somebody = sqlite3.connect(
        settings["NAME"], uri=str(settings["NAME"]).startswith("file:"), isolation_level=None
    )
    try:
        somebody.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        connections.settings[connection.alias]["OPTIONS"]["timeout"] = patience
        somebody.rollback()
        somebody.close()
