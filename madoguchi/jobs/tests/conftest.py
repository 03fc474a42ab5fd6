from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from madoguchi.jobs.contract import QUEUES
from madoguchi.jobs.tests import work
from madoguchi.jobs.worker import Worker


class Clock:
    """A clock that only the test moves; starts at the real time, where enqueuing is."""

    def __init__(self) -> None:
        self.moment = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@pytest.fixture(autouse=True)
def _fresh_work() -> Iterator[None]:
    work.reset()
    yield
    work.may_end.set()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def worker(transactional_db: None) -> Iterator[Callable[..., Worker]]:
    """Start workers that are stopped after the test."""
    started: list[Worker] = []

    def start(**options: Any) -> Worker:
        new = Worker(**{"threads": 2, "queues": QUEUES, **options})
        new.start()
        started.append(new)
        return new

    yield start
    work.may_end.set()
    stopped = [each.stop(20) for each in started]
    assert all(stopped)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("job-")]


@pytest.fixture
def worker_process(transactional_db: None) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    """Start `madoguchi worker` as a process of its own on the test's database."""
    started: list[subprocess.Popen[str]] = []
    code = "import sys, madoguchi, madoguchi.jobs.tests.work; from madoguchi.site.cli import main; main(sys.argv[1:])"

    def start() -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", code, "worker", "--threads", "2"],
            env={**os.environ, "DATABASE_URL": database_url(), "MADOGUCHI_JOBS_POLL_SECONDS": "0.2"},
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def database_url() -> str:
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    user = f"{settings['USER']}:{settings['PASSWORD']}@" if settings["USER"] else ""
    return f"postgresql://{user}{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"
