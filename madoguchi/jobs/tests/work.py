"""The work that these stories have done. Imports nothing of Django, so that a worker process can load it first."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

from madoguchi.jobs.contract import Permanent, Retry, current, every, job

ran: list[object] = []
ticks: list[str] = []
began = threading.Semaphore(0)
may_end = threading.Event()
_now_running: set[int] = set()
overlaps: list[int] = []
_lock = threading.Lock()


def reset() -> None:
    global began
    ran.clear()
    ticks.clear()
    overlaps.clear()
    may_end.clear()
    began = threading.Semaphore(0)


@job("test.note")
def note(*, text: str) -> None:
    ran.append(text)


@job("test.deliver", queue="deliver")
def deliver(*, text: str) -> None:
    ran.append(text)


@job("test.slow", queue="slow")
def slow() -> None:
    """Holds its thread until the test lets go."""
    began.release()
    may_end.wait(20)


@job("test.hold", lease=30)
def hold(*, text: str) -> None:
    began.release()
    may_end.wait(20)
    ran.append(text)


@job("test.alone")
def alone(*, number: int) -> None:
    """Sees whether another thread runs the same job at this moment."""
    running = current()
    assert running is not None
    with _lock:
        if running.id in _now_running:
            overlaps.append(number)
        _now_running.add(running.id)
    time.sleep(0.001)
    with _lock:
        _now_running.discard(running.id)
    ran.append(number)


@job("test.fail", attempts=3)
def fail() -> None:
    running = current()
    assert running is not None
    ran.append(running.attempt)
    raise RuntimeError("the provider said \0 and \ud800")


@job("test.come_back")
def come_back() -> None:
    ran.append("tried")
    raise Retry(90, "too many requests")


@job("test.hopeless")
def hopeless() -> None:
    ran.append("tried")
    raise Permanent("no such mailbox")


@job("test.write_file", lease=2)
def write_file(*, folder: str, name: str) -> None:
    """Says on disk that it began, waits for the file `go`, says that it ended."""
    with (Path(folder) / f"{name}.began").open("a") as began_file:
        began_file.write(f"{os.getpid()}\n")
    for _ in range(4000):
        if (Path(folder) / "go").exists():
            break
        time.sleep(0.005)
    with (Path(folder) / f"{name}.ended").open("a") as ended:
        ended.write(f"{os.getpid()}\n")


@every("test.tick", seconds=3600)
def tick() -> None:
    ticks.append("tick")


@job("test.append", lease=2)
def append(*, file: str, number: int) -> None:
    with open(file, "a") as out:
        out.write(f"{number}\n")
    time.sleep(0.01)
