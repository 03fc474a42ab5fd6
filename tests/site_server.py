"""A whole installation as an operator runs it: its own home, its own database, `madoguchi serve` as a process."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import psycopg

from tests import patience
from tests.tools import ready
from tests.tools.servers import free_port

CLI = [sys.executable, "-m", "madoguchi.site.cli"]
ROOT = Path(__file__).resolve().parents[1]
# One address plays every person of a story; the limits themselves have tests of their own.
RATES = {
    f"MADOGUCHI_RATE_{name}": "100000/1m"
    for name in (
        "FORM",
        "SIGN_IN",
        "SIGN_IN_MAIL",
        "CHAT",
        "SESSION",
        "CHAT_OPEN",
        "CHAT_MAIL",
        "UPLOAD",
        "FEEDBACK",
    )
}
PASSWORD = "madoguchi-demo"  # of the people in the demo


class Site:
    """One installation. `url` is where it answers; `env` what its processes are started with."""

    def __init__(self, home: Path, *, database: str = "", env: Mapping[str, str] | None = None) -> None:
        self.home = home
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        kept = {key: value for key, value in os.environ.items() if not key.startswith("MADOGUCHI_")}
        self.env = {
            **kept,
            **RATES,
            "MADOGUCHI_HOME": str(home),
            "MADOGUCHI_PUBLIC_URL": self.url,
            "DATABASE_URL": database,
            "MADOGUCHI_REDIS_NAME": home.name,
            "MADOGUCHI_EMBEDDINGS": "none",
            "PYTHONUNBUFFERED": "1",
            "PYTHONDONTWRITEBYTECODE": "",  # a start is measured, and waited for, with compiled modules
            "PYTHONPATH": str(ROOT),
            **(env or {}),
        }
        if not database:
            self.env.pop("REDIS_URL", None)
        self.database = database
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    def run(self, *words: str, input: str = "", check: bool = True) -> subprocess.CompletedProcess[str]:
        """`madoguchi words…` in this installation; its output is in `.stdout`."""
        done = subprocess.run(
            [*CLI, *words],
            env=self.env,
            input=input,
            capture_output=True,
            text=True,
            timeout=patience.COMMAND,
            check=False,
        )
        assert not check or done.returncode == 0, f"madoguchi {' '.join(words)}: {done.stdout}{done.stderr}"
        return done

    def start(self, *, apart: bool = False, only: str = "") -> Site:
        """Serve until it is ready: one process, or (`apart`, PostgreSQL only) `web` and `worker`; or one of those."""
        commands = {
            "serve": ["serve", "--port", str(self.port)],
            "web": ["web", "--workers", "1", "--port", str(self.port)],
            "worker": ["worker"],
        }
        for name in [only] if only else ["web", "worker"] if apart else ["serve"]:
            self.processes[name] = self.spawn(*commands[name])
        self.wait_until_ready()
        return self

    def spawn(self, *words: str) -> subprocess.Popen[bytes]:
        with (self.home / "processes.log").open("ab") as log:
            process = subprocess.Popen(
                [*CLI, *words], env=self.env, stdout=log, stderr=log, start_new_session=True
            )
        return process

    def wait_until_ready(self) -> None:
        end = time.monotonic() + patience.SECONDS
        while time.monotonic() < end:
            try:
                if httpx.get(self.url + "/readyz", timeout=patience.SECONDS).status_code == 200:
                    return
            except httpx.TransportError:
                if any(process.poll() is not None for process in self.processes.values()):
                    break
            time.sleep(0.02)
        raise RuntimeError(f"the server did not become ready:\n{self.log()[-3000:]}")

    def stop(self) -> None:
        """End as an operator would (SIGTERM), and by force whatever stays."""
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(patience.SECONDS)
            except subprocess.TimeoutExpired:
                self._kill(process)
        self.processes.clear()

    def kill(self, only: str = "") -> None:
        """kill -9 of one process or of all, child processes included."""
        for name in [only] if only else list(self.processes):
            self._kill(self.processes.pop(name))

    def _kill(self, process: subprocess.Popen[bytes]) -> None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, 9)
        process.wait()

    def log(self) -> str:
        """What its processes have printed."""
        path = self.home / "processes.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Read the database beside the running processes; `?` stands for a value."""
        if self.database:
            with psycopg.connect(self.database) as connection:
                return connection.execute(query.replace("?", "%s"), values).fetchall()
        connection = sqlite3.connect(
            f"file:{self.home / 'madoguchi.sqlite3'}?mode=ro", uri=True, timeout=patience.SECONDS
        )
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()


def make_template(folder: Path, *, server: str = "", name: str = "") -> None:
    """An installation with the demo's data, to be copied: a home, and on PostgreSQL (`server`) a database `name`."""
    if server:
        home, database = ready.demo_on(server)
        ready.create_from(server, database, name)
    else:
        home = ready.demo_home()
    shutil.copytree(home, folder)


def copy_of(template: Path, home: Path, *, server: str = "", name: str = "", **more: Any) -> Site:
    """A fresh installation that starts as the template stands; `remove` takes it away again."""
    shutil.copytree(template, home)
    database = ""
    if server:
        own = home.name.replace("-", "_")
        ready.create_from(server, name, own)
        database = server + own
    return Site(home, database=database, **more)


def remove(site: Site) -> None:
    site.kill()
    if site.database:
        server, _, name = site.database.rpartition("/")
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    shutil.rmtree(site.home, ignore_errors=True)
