"""The start-up checks: a SQLite that loses data is refused, a proxy must have a name."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.db.backends.sqlite3 import base

from madoguchi.core.checks import proxy_is_named, sqlite_is_safe, wal_is_safe
from tests import patience


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 6, 23), True),
        ((3, 7, 0), False),
        ((3, 40, 1), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_which_versions_can_corrupt_a_wal_database(version, safe):
    assert wal_is_safe(version) is safe


def test_django_itself_uses_the_swapped_in_library():
    assert base.Database.__name__ == "pysqlite3.dbapi2"
    assert base.Database.sqlite_version_info >= (3, 51, 3)
    assert sqlite_is_safe(None) == []


def test_every_entry_point_swaps_before_anything_else_imports():
    for entry in (
        "madoguchi.site.settings",
        "madoguchi.site.cli",
        "madoguchi.site.asgi",
        "madoguchi.core.sqlite",
    ):
        code = f"import {entry}, sqlite3; assert sqlite3.__name__ == 'pysqlite3', sqlite3.__name__"
        subprocess.run([sys.executable, "-c", code], check=True, timeout=patience.COMMAND)


def test_an_unsafe_library_is_refused(monkeypatch, settings):
    settings.DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}
    monkeypatch.setattr(base.Database, "sqlite_version_info", (3, 40, 1))
    assert [message.id for message in sqlite_is_safe(None)] == ["madoguchi.E001"]
    settings.DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}
    assert sqlite_is_safe(None) == []


def test_behind_tls_the_proxy_must_be_named(settings):
    settings.SECURE_PROXY, settings.TRUSTED_PROXIES = True, []
    assert [message.id for message in proxy_is_named(None)] == ["madoguchi.E002"]
    settings.TRUSTED_PROXIES = ["10.0.0.1"]
    assert proxy_is_named(None) == []
