"""`madoguchi serve` as an operator runs it: a process of its own, asked from outside."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests import patience

get = partial(httpx.get, timeout=patience.COMMAND)

CLI = [sys.executable, "-m", "madoguchi.site.cli"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Path:
    folder = tmp_path_factory.mktemp("home")
    shutil.copy(migrated, folder)
    return folder


def environment(home: Path) -> dict[str, str]:
    dropped = ("DATABASE_URL", "REDIS_URL")
    kept = {key: value for key, value in os.environ.items() if key not in dropped}
    return kept | {"MADOGUCHI_HOME": str(home), "MADOGUCHI_METRICS_TOKEN": "meter", "PYTHONUNBUFFERED": "1"}


class Serving:
    def __init__(self, home: Path) -> None:
        command = [*CLI, "serve", "--port", "0"]
        self.process = subprocess.Popen(command, env=environment(home), stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        self.url = self.process.stdout.readline().split()[3]
        for _ in range(200):
            try:
                if get(self.url + "/readyz").status_code == 200:
                    return
            except httpx.TransportError:
                pass
            self.process.poll()
        raise RuntimeError("the server did not become ready")


@pytest.fixture
def serving(home: Path) -> Iterator[Serving]:
    server = Serving(home)
    yield server
    server.process.kill()
    server.process.wait()


def test_health_readiness_and_metrics(serving: Serving) -> None:
    assert get(serving.url + "/healthz").json() == {"status": "ok"}
    ready = get(serving.url + "/readyz").json()
    assert ready == {"status": "ok", "checks": {"database": "ok", "broker": "ok", "jobs": "ok"}}
    assert "madoguchi_live_connections 0.0" in get(serving.url + "/metrics").text
    through_proxy = {"X-Forwarded-For": "127.0.0.1"}
    assert get(serving.url + "/metrics", headers=through_proxy).status_code == 403
    bearer = through_proxy | {"Authorization": "Bearer meter"}
    assert get(serving.url + "/metrics", headers=bearer).status_code == 200
    bearer["Authorization"] = "Bearer guessed"
    assert get(serving.url + "/metrics", headers=bearer).status_code == 403


def test_pages_static_files_and_sockets_answer_from_one_process(serving: Serving) -> None:
    assert get(serving.url + "/nowhere").status_code == 404
    script = get(serving.url + "/static/django_htmx/django-htmx.js")
    assert script.status_code == 200
    assert script.headers["content-type"].startswith("text/javascript")
    assert get(serving.url + "/static/../madoguchi/site/settings/__init__.py").status_code == 404
    assert get(serving.url + "/static/%2e%2e/settings.py").status_code == 404
    again = {"If-None-Match": script.headers["etag"]}
    assert get(serving.url + "/static/django_htmx/django-htmx.js", headers=again).status_code == 304
    with connect(serving.url.replace("http", "ws") + "/live") as ws:
        ws.send('{"t":"hello"}')
        with pytest.raises(ConnectionClosed) as closed:
            ws.recv(timeout=patience.COMMAND)
    assert closed.value.rcvd
    assert closed.value.rcvd.code == 4401


def test_a_second_server_is_refused_and_told_which_process_serves(serving: Serving, home: Path) -> None:
    command = [*CLI, "serve", "--port", "0"]
    second = subprocess.run(
        command, env=environment(home), capture_output=True, text=True, timeout=patience.COMMAND
    )
    assert second.returncode == 1
    assert f"process {serving.process.pid} is serving this database" in second.stderr
    assert get(serving.url + "/healthz").status_code == 200


def test_sigterm_says_restarting_and_lets_the_next_one_in(home: Path) -> None:
    server = Serving(home)
    with connect(server.url.replace("http", "ws") + "/live") as ws:
        server.process.send_signal(signal.SIGTERM)
        with pytest.raises(ConnectionClosed) as closed:
            ws.recv(timeout=patience.COMMAND)
    assert closed.value.rcvd
    assert closed.value.rcvd.code == 1012
    assert server.process.wait(timeout=patience.COMMAND) == 0
    killed = Serving(home)
    killed.process.kill()  # no lock outlives its holder
    killed.process.wait()
    after = Serving(home)
    after.process.terminate()
    assert after.process.wait(timeout=patience.COMMAND) == 0


def test_a_port_in_use_is_said_in_plain_words(serving: Serving, tmp_path: Path) -> None:
    port = serving.url.rsplit(":", 1)[1]
    command = [*CLI, "serve", "--port", port]
    second = subprocess.run(
        command, env=environment(tmp_path), capture_output=True, text=True, timeout=patience.COMMAND
    )
    assert second.returncode == 1
    assert f"127.0.0.1:{port} cannot be listened on" in second.stderr


def test_several_processes_need_postgresql(home: Path) -> None:
    web = subprocess.run(
        [*CLI, "web"], env=environment(home), capture_output=True, text=True, timeout=patience.COMMAND
    )
    assert web.returncode == 1
    assert "PostgreSQL" in web.stderr
