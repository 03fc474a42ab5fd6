"""The demo's installation, kept between runs: setting one up takes longer than most measurements.

The folder's name tells what it was made from (tables, demo, pile), so a change makes a new one. What is kept is never
served: a run works on copies.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg
from psycopg import sql

from tests.site_server import ROOT, make_template

KEPT = Path(tempfile.gettempdir()) / "madoguchi-bench"
MADE_FROM = ("madoguchi/**/migrations/*.py", "madoguchi/site/demo/**/*.py", "bench/inbox/pile.py")


def installation(home: Path, *, server: str = "", name: str = "") -> None:
    """A home with the demo's data, and on PostgreSQL (`server`) a database `name`."""
    shutil.copytree(keep(server=server), home)
    if server:
        with psycopg.connect(server + "postgres", autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        _ask("pg_restore", f"--dbname={server}{name}", str(home / "database"))


def keep(*, server: str = "") -> Path:
    """The home that is kept, made if it is missing; for PostgreSQL its database is the file `database` in it."""
    wanted = place() / ("demo-postgresql" if server else "demo")
    if not wanted.exists():
        with tempfile.TemporaryDirectory(dir=place()) as unfinished:
            home = Path(unfinished) / "demo"
            make_template(home, server=server, name="kept")
            if server:
                _ask("pg_dump", "--format=custom", f"--file={home / 'database'}", f"{server}kept")
            home.rename(wanted)
    return wanted


def place() -> Path:
    """The folder for what is kept; what was made from something else is gone."""
    files = [path for pattern in MADE_FROM for path in sorted(ROOT.glob(pattern))]
    own = KEPT / hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]
    own.mkdir(parents=True, exist_ok=True)
    for old in KEPT.iterdir():
        if old != own:
            shutil.rmtree(old, ignore_errors=True)
    return own


def _ask(program: str, *words: str) -> None:
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    subprocess.run([str(binaries / program), *words], check=True)
