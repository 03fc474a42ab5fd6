"""`madoguchi web`: several processes on PostgreSQL, and how they end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import httpx
import psutil
import pytest

from madoguchi.live.tests.servers import PostgresServer
from tests import patience
from tests.tools.ready import migrated_on

CLI = [sys.executable, "-m", "madoguchi.site.cli"]


@pytest.fixture(scope="module")
def database():
    server = PostgresServer().start()
    yield server
    server.remove()


def test_two_processes_serve_and_end_together(database, tmp_path):
    server = database.url.removesuffix("postgres")
    environment = {
        **os.environ,
        "DATABASE_URL": server + migrated_on(server),
        "MADOGUCHI_HOME": str(tmp_path),
        "PYTHONUNBUFFERED": "1",
    }
    environment.pop("REDIS_URL", None)
    web = subprocess.Popen([*CLI, "web", "--port", "0"], env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert web.stdout
        url = web.stdout.readline().split()[3]
        report = wait_until_ready(url)
        assert report == {"status": "ok", "checks": {"database": "ok", "broker": "ok"}}
        assert not (tmp_path / "serve.lock").exists()
        children = psutil.Process(web.pid).children(recursive=True)
        web.send_signal(signal.SIGTERM)
        web.wait(timeout=patience.COMMAND)
        assert psutil.wait_procs(children, timeout=patience.COMMAND)[1] == []
    finally:
        web.kill()
        web.wait()


def wait_until_ready(url: str) -> dict[str, object]:
    deadline = time.monotonic() + patience.SECONDS
    report: dict[str, object] = {}
    while time.monotonic() < deadline:
        try:
            response = httpx.get(url + "/readyz", timeout=patience.SECONDS)
            report = response.json()
            if response.status_code == 200:
                break
        except httpx.TransportError:
            time.sleep(0.1)
    return report
