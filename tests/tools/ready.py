"""Databases that are made once and copied ever after: `migrated`, and `demo` with a home beside it.

They lie beside the virtual environment, under a hash of what they are made of. Of PostgreSQL a dump lies there, which
each cluster reads in once; whatever needs a database in it takes the one named here as its template.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import psycopg

from tests.tools.servers import postgresql_program

ROOT = Path(__file__).resolve().parents[2]
CODE = ROOT / "madoguchi"
DATABASE = "madoguchi.sqlite3"
KEPT = 8  # of each kind: checkouts may share an environment
MAKE_SECONDS = 400
# What decides how an empty database looks, beside the installed packages.
OF_SCHEMA = ("**/migrations/*.py", "**/models.py", "**/models/**/*.py", "**/apps.py", "site/settings/*.py")
OF_SEEDS = ("core/ids.py", "core/database.py", "search/starter_synonyms.py")
NOT_OF_DEMO = {"tests", "templates", "fragments", "static", "__pycache__"}


def migrated() -> Path:
    """A SQLite database as `migrate` leaves it. Copy it; do not open it for writing."""
    return _made(f"migrated-{_schema_key()}", _migrate_sqlite) / DATABASE


def demo_home() -> Path:
    """The home of an installation on SQLite with the demo's data. Copy it."""
    return _made(f"demo-{_demo_key()}", _demo_sqlite) / "home"


def migrated_on(server: str) -> str:
    """The name of such a database on PostgreSQL (`server`: a URL that ends in a slash), to be used as a template."""
    name = f"migrated_{_schema_key()}"
    made = _made(f"postgresql-migrated-{_schema_key()}", lambda folder: _migrate_on(server, name, folder))
    return _read_in(server, name, made / "dump")


def demo_on(server: str) -> tuple[Path, str]:
    """The home and the database's name of an installation on PostgreSQL with the demo's data. Copy both."""
    name = f"demo_{_demo_key()}"
    made = _made(f"postgresql-demo-{_demo_key()}", lambda folder: _demo_on(server, name, folder))
    return made / "home", _read_in(server, name, made / "dump")


def create_from(server: str, template: str, name: str) -> None:
    with psycopg.connect(server + "postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def _migrate_sqlite(folder: Path) -> None:
    _run(["-m", "django", "migrate", "-v", "0"], home=folder)
    with sqlite3.connect(folder / DATABASE) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _demo_sqlite(folder: Path) -> None:
    home = folder / "home"
    home.mkdir()
    shutil.copy(migrated(), home / DATABASE)
    _fill(home)


def _migrate_on(server: str, name: str, folder: Path) -> None:
    _create(server, name)
    with tempfile.TemporaryDirectory() as home:
        _run(["-m", "django", "migrate", "-v", "0"], home=Path(home), DATABASE_URL=server + name)
    _dump(server, name, folder / "dump")


def _demo_on(server: str, name: str, folder: Path) -> None:
    (folder / "home").mkdir()
    template = migrated_on(server)
    _drop(server, name)
    create_from(server, template, name)
    _fill(folder / "home", DATABASE_URL=server + name)
    _dump(server, name, folder / "dump")


def _fill(home: Path, **more: str) -> None:
    for word in ("setup", "demo"):
        _run(["-m", "madoguchi.site.cli", word], home=home, MADOGUCHI_EMBEDDINGS="none", **more)


def _run(words: list[str], *, home: Path, **more: str) -> None:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("MADOGUCHI_")}
    environment: Mapping[str, str] = {
        **kept,
        "DATABASE_URL": "",
        "REDIS_URL": "",
        "MADOGUCHI_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "madoguchi.site.settings",
        "PYTHONPATH": str(ROOT),
        **more,
    }
    done = subprocess.run(
        [sys.executable, *words],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=MAKE_SECONDS,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}: {done.stdout}{done.stderr}")


def _made(name: str, make: Callable[[Path], None]) -> Path:
    """The folder of this name, made by whoever comes first, while the others wait."""
    folder = _shelf() / name
    with (_shelf() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "complete").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            (folder / "complete").touch()
            _forget_old(name.rpartition("-")[0])
    return folder


@cache
def _shelf() -> Path:
    beside = Path(sys.prefix) / "share"
    place = beside if os.access(sys.prefix, os.W_OK) else Path(tempfile.gettempdir())
    shelf = place / "madoguchi-tests"
    shelf.mkdir(parents=True, exist_ok=True)
    return shelf


def _forget_old(kind: str) -> None:
    found = [path for path in _shelf().glob(f"{kind}-*") if path.is_dir()]
    for path in sorted(found, key=lambda path: path.stat().st_mtime)[:-KEPT]:
        shutil.rmtree(path, ignore_errors=True)
        (_shelf() / f"{path.name}.lock").unlink(missing_ok=True)


def _read_in(server: str, name: str, dump: Path) -> str:
    with (_shelf() / f"{server.rstrip('/').rpartition(':')[2]}.reading").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with psycopg.connect(server + "postgres", autocommit=True) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone()
        if not found:
            _create(server, name)
            restore = [postgresql_program("pg_restore"), "--no-owner", "--dbname", server + name, str(dump)]
            subprocess.run(restore, check=True)
    return name


def _create(server: str, name: str) -> None:
    _drop(server, name)
    with psycopg.connect(server + "postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')


def _drop(server: str, name: str) -> None:
    with psycopg.connect(server + "postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _dump(server: str, name: str, into: Path) -> None:
    command = [postgresql_program("pg_dump"), "--format=custom", "--file", str(into), server + name]
    subprocess.run(command, check=True)


@cache
def _schema_key() -> str:
    return _hash({path for pattern in (*OF_SCHEMA, *OF_SEEDS) for path in CODE.glob(pattern)})


@cache
def _demo_key() -> str:
    found = CODE.rglob("*")
    wanted = {
        path for path in found if not NOT_OF_DEMO & set(path.relative_to(CODE).parts) and path.is_file()
    }
    return _hash(wanted)


def _hash(paths: set[Path]) -> str:
    digest = hashlib.sha256("\n".join(_packages()).encode())
    for path in sorted(paths):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _packages() -> Iterator[str]:
    """Every installed package with its version, by the name of its folder."""
    yield sys.version
    folders = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    yield from sorted(path.name for folder in folders for path in Path(folder).glob("*.dist-info"))
