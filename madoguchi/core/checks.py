"""What Django's system check says about the ground we stand on: the SQLite version, the proxy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db.backends.sqlite3.base import Database  # type: ignore[attr-defined]  # the stubs hide it

FIXED_IN = (3, 51, 3)


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite is free of the WAL-reset bug of 3.7.0 to 3.51.2 (sqlite.org/wal.html)."""
    return version >= FIXED_IN or version < (3, 7, 0)


@register(Tags.database)
def sqlite_is_safe(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Looks at the library that Django really uses, so it also catches an import that came before the swap."""
    if not any("sqlite3" in database["ENGINE"] for database in settings.DATABASES.values()):
        return []
    if wal_is_safe(Database.sqlite_version_info):
        return []
    return [
        Error(
            f"SQLite {Database.sqlite_version} can corrupt a WAL database when two connections checkpoint at once.",
            hint="Install pysqlite3 0.6.1 or later, and import madoguchi before anything that imports sqlite3.",
            id="madoguchi.E001",
        )
    ]


@register(Tags.security)
def proxy_is_named(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Behind TLS the proxy's word on the scheme and the client's address is needed, so it must be told apart."""
    if not settings.SECURE_PROXY or settings.TRUSTED_PROXIES:
        return []
    return [
        Error(
            "MADOGUCHI_BEHIND_TLS is on, but no proxy is trusted: every request would look like plain HTTP.",
            hint='Name its address or network in MADOGUCHI_TRUSTED_PROXIES ("unix" for a Unix socket).',
            id="madoguchi.E002",
        )
    ]
