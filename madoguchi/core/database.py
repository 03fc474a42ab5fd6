"""The database settings, from one URL."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import gettempdir
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# Pages in SQLite's log at which a commit moves them into the database file; a server does so earlier (checkpoints.py).
LAST_RESORT_PAGES = 10_000


def database_from_url(url: str, *, home: Path, synchronous: str) -> dict[str, Any]:
    """Django's settings for `postgresql://…`, `sqlite:///path`, or (empty) SQLite in `home`.

    SQLite runs in WAL with immediate transactions, so that two threads queue instead of failing late.

    Raises:
        ValueError: the scheme is neither PostgreSQL nor SQLite.
    """
    if url.startswith(("postgresql://", "postgres://")):
        return _postgresql(url)
    if url and not url.startswith("sqlite:///"):
        raise ValueError(f"DATABASE_URL starts with {url.split(':')[0]!r}; postgresql and sqlite are known")
    return _sqlite(url.removeprefix("sqlite:///") or str(home / "madoguchi.sqlite3"), synchronous)


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _sqlite(path: str, synchronous: str) -> dict[str, Any]:
    return {
        "ENGINE": "madoguchi.core.sqlite3_turns",
        "NAME": path,
        "CONN_MAX_AGE": None,
        # Tests in a file, as in life: threads that share a database in memory lock each other out of whole tables.
        "TEST": {"NAME": f"{gettempdir()}/madoguchi-test-{os.getpid()}.sqlite3"},
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                f"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous}; PRAGMA foreign_keys=ON;"
                "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456; PRAGMA journal_size_limit=67108864;"
                f"PRAGMA wal_autocheckpoint={LAST_RESORT_PAGES};"
            ),
        },
    }
