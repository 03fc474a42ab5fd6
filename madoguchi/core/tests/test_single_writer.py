"""One writing process: who holds the database is named, and nobody holds it after his death."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from madoguchi.core.single_writer import AnotherWriter, single_writer

HOLD = """
import sys
from pathlib import Path
from madoguchi.core.single_writer import single_writer
with single_writer(Path(sys.argv[1]), sys.argv[2]):
    print("held", flush=True)
    sys.stdin.read()
"""


def hold(lock: Path, what: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLD, str(lock), what]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_a_command_next_to_a_server_is_refused_at_once_with_its_process(tmp_path):
    lock = tmp_path / "home" / "serve.lock"
    server = hold(lock, "serve")
    serving = pytest.raises(AnotherWriter, match=f"process {server.pid} is serving")
    with serving as refused, single_writer(lock, "import"):
        pytest.fail("two writers at once")
    assert refused.value.pid == server.pid
    os.kill(server.pid, signal.SIGKILL)
    server.wait()
    with single_writer(lock, "import"):
        pass


def test_a_short_command_is_waited_for_but_not_for_ever(tmp_path):
    lock = tmp_path / "serve.lock"
    other = hold(lock, "import")
    busy = pytest.raises(AnotherWriter, match=r"process \d+ is writing .* \(madoguchi import\)")
    with busy, single_writer(lock, "export", wait=0.2):
        pytest.fail("two writers at once")
    assert other.stdin
    other.stdin.close()
    with single_writer(lock, "export", wait=10):
        pass
    other.wait()


def test_a_database_with_many_writers_needs_no_lock():
    with single_writer(None, "serve"), single_writer(None, "import"):
        pass
