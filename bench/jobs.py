"""Jobs: what enqueuing costs, time to pick-up, speed of the drain, and what a pile of waiting jobs changes.

    python -m bench.jobs [--jobs 2000] [--pile 100000] [--database postgresql://…] [--json]

Without `--database` it runs on a new SQLite file. Beside each figure stands its reference from the same run: bare
`sqlite3` or psycopg inserting the same rows, and the commit (one durable row) that a pick-up cannot do without.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

picked: list[float] = []
committed: dict[int, float] = {}
figures: dict[str, object] = {}
quiet = False
all_done = threading.Semaphore(0)


def main() -> None:
    global quiet
    options = _options()
    if options.serve:
        _serve()
        return
    quiet = options.json
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = options.database or f"sqlite:///{folder}/bench.sqlite3"
        os.environ["MADOGUCHI_SQLITE_SYNCHRONOUS"] = "FULL"
        os.environ["DJANGO_SETTINGS_MODULE"] = "madoguchi.site.settings"
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        _tell(f"{connection.vendor}; times in ms unless said; p50 / p99", database=connection.vendor)
        _register()
        _enqueue_cost(options.jobs)
        _commit_reference()
        _pick_up(options.jobs // 10, "pick_up", "pick-up in process")
        _drain(options.jobs, "drain", "idle table")
        if connection.vendor == "postgresql":
            _pick_up_elsewhere(options.jobs // 10, folder)
        _pile(options.pile)
        _pick_up(
            options.jobs // 10, "pick_up_beside_pile", f"pick-up in process, {options.pile} jobs waiting"
        )
        _drain(options.jobs, "drain_beside_pile", f"{options.pile} jobs waiting")
        from madoguchi.jobs.models import Job

        Job.objects.all().delete()
    _tell("", jobs=options.jobs, pile=options.pile, load=round(os.getloadavg()[0], 1))
    if quiet:
        print(json.dumps({"name": "jobs", **figures}))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--jobs", type=int, default=2000)
    parser.add_argument("--pile", type=int, default=100_000)
    parser.add_argument("--database", default="")
    parser.add_argument("--json", action="store_true", help="one line")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _register() -> None:
    from madoguchi.jobs.contract import job

    @job("bench.pick", queue="deliver")
    def pick(*, number: int) -> None:
        picked.append(time.perf_counter() - committed.get(number, 0.0))
        all_done.release()

    @job("bench.elsewhere", queue="deliver")
    def elsewhere(*, at: float, file: str) -> None:
        late = time.time() - at
        with open(file, "a") as out:
            out.write(f"{late}\n")


def _enqueue_cost(count: int) -> None:
    from django.db import connection, transaction

    from madoguchi.jobs.actions import enqueue_many
    from madoguchi.jobs.contract import NewJob
    from madoguchi.jobs.models import Job

    payload: dict[str, object] = {"delivery_id": "0192f0c1-aaaa-7bbb-8ccc-0123456789ab"}
    batches = max(1, count // 32)
    with _cpu() as spent:
        for _ in range(batches):
            with transaction.atomic():
                enqueue_many([NewJob("bench.pick", payload) for _ in range(32)])
    ours = spent() / batches / 32
    text = '{"delivery_id":"0192f0c1-aaaa-7bbb-8ccc-0123456789ab"}'
    now = "2026-01-01 00:00:00.000000"
    mark, begin = ("?", "BEGIN IMMEDIATE") if connection.vendor == "sqlite" else ("%s", "BEGIN")
    insert = (
        "INSERT INTO jobs_job (name, queue, priority, payload, state, run_at, max_attempts, created_at)"
        f" VALUES ({', '.join([mark] * 8)})"
    )
    row = ("bench.pick", "deliver", 5, text, "ready", now, 8, now)
    raw = connection.connection.cursor()
    with _cpu() as spent:
        for _ in range(batches):
            raw.execute(begin)
            raw.executemany(insert, [row] * 32)
            raw.execute("COMMIT")
    bare = spent() / batches / 32
    _tell(
        f"enqueue, 32 to a transaction: {ours * 1e6:.1f} us CPU each; bare driver {bare * 1e6:.1f} us",
        enqueue={
            "cpu_us": round(ours * 1e6, 1),
            "reference_cpu_us": round(bare * 1e6, 1),
            "ratio": round(ours / bare, 2),
        },
    )
    Job.objects.all().delete()


def _commit_reference() -> None:
    from django.db import transaction

    from madoguchi.jobs.actions import enqueue
    from madoguchi.jobs.models import Job

    times = []
    for _ in range(200):
        began = time.perf_counter()
        with transaction.atomic():
            enqueue("bench.pick", {"number": -1})
        times.append(time.perf_counter() - began)
    _tell(f"reference: enqueue and commit one row  {_spread(times)}", commit_reference=_points(times))
    Job.objects.all().delete()


def _pick_up(count: int, name: str, what: str) -> None:
    from functools import partial

    from django.db import transaction

    from madoguchi.jobs.actions import enqueue
    from madoguchi.jobs.worker import Worker

    picked.clear()
    worker = Worker(threads=3)
    worker.start()
    time.sleep(0.3)
    for number in range(count):
        with transaction.atomic():
            transaction.on_commit(partial(_stamp, number))
            enqueue("bench.pick", {"number": number})
        time.sleep(random.uniform(0.005, 0.02))
    for _ in range(count):
        all_done.acquire()
    worker.stop(10)
    _tell(f"{what}: from the commit to the job's first line  {_spread(picked)}", **{name: _points(picked)})


def _stamp(number: int) -> None:
    committed[number] = time.perf_counter()


def _pick_up_elsewhere(count: int, folder: str) -> None:
    from django.db import transaction

    from madoguchi.jobs.actions import enqueue
    from madoguchi.jobs.models import Job

    file = Path(folder) / "late"
    with subprocess.Popen([sys.executable, __file__, "--serve"], stdin=subprocess.PIPE) as process:
        time.sleep(3)
        for _ in range(count):
            with transaction.atomic():
                enqueue("bench.elsewhere", {"at": time.time(), "file": str(file)})
            time.sleep(random.uniform(0.005, 0.02))
        while Job.objects.filter(name="bench.elsewhere").exists():
            time.sleep(0.01)
        assert process.stdin
        process.stdin.close()
    times = [float(line) for line in file.read_text().split()]
    _tell(
        f"pick-up in another process: from before the insert to the job's first line  {_spread(times)}",
        pick_up_elsewhere=_points(times),
    )


def _serve() -> None:
    """Run jobs in this process until standard input ends."""
    import django

    django.setup()
    _register()
    from madoguchi.jobs.worker import Worker

    worker = Worker(threads=3)
    worker.start()
    sys.stdin.read()
    worker.stop(10)


def _pile(count: int) -> None:
    from datetime import UTC, datetime, timedelta

    from django.db import transaction

    from madoguchi.jobs.actions import enqueue_many
    from madoguchi.jobs.contract import NewJob

    later = datetime.now(UTC) + timedelta(days=1)
    for start in range(0, count, 1000):
        with transaction.atomic():
            enqueue_many(
                [
                    NewJob("bench.pick", {"number": -1}, run_at=later + timedelta(seconds=start + n))
                    for n in range(1000)
                ]
            )


def _drain(count: int, name: str, what: str) -> None:
    from django.db import transaction

    from madoguchi.jobs.actions import enqueue_many
    from madoguchi.jobs.contract import NewJob
    from madoguchi.jobs.worker import Worker

    with transaction.atomic():
        enqueue_many([NewJob("bench.pick", {"number": -1}) for _ in range(count)])
    worker = Worker(threads=3)
    with _cpu() as spent:
        began = time.perf_counter()
        worker.start()
        for _ in range(count):
            all_done.acquire()
        took = time.perf_counter() - began
        worker.stop(10)
    each = spent() / count * 1e6
    _tell(
        f"drain, {what}: {count / took:.0f} jobs/s, {each:.0f} us CPU each",
        **{name: {"jobs_per_second": round(count / took), "cpu_us": round(each)}},
    )


@contextmanager
def _cpu() -> Iterator[Callable[[], float]]:
    began = time.process_time()
    yield lambda: time.process_time() - began


def _tell(text: str, **found: object) -> None:
    """One line for people, or its figures for the line of JSON at the end."""
    figures.update(found)
    if text and not quiet:
        print(text)


def _points(times: list[float]) -> dict[str, float]:
    """p50 and p99 in milliseconds."""
    ordered = sorted(times)
    p50, p99 = ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)]
    return {"p50_ms": round(p50 * 1e3, 2), "p99_ms": round(p99 * 1e3, 2)}


def _spread(times: list[float]) -> str:
    points = _points(times)
    return f"{points['p50_ms']:.2f} / {points['p99_ms']:.2f}"


if __name__ == "__main__":
    main()
