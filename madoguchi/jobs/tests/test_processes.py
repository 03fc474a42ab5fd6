"""Real worker processes: killed in mid-job, told to stop, woken from elsewhere."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from django.db import connection, transaction

from madoguchi.jobs import wake
from madoguchi.jobs.actions import enqueue, enqueue_many
from madoguchi.jobs.contract import NewJob
from madoguchi.jobs.models import Job
from madoguchi.jobs.tests import work
from tests.patience import until


def _lines(file: Path) -> list[str]:
    return file.read_text().split() if file.exists() else []


def test_a_job_whose_worker_is_killed_is_redone_once_after_its_lease(worker_process, tmp_path):
    job_id = enqueue("test.write_file", {"folder": str(tmp_path), "name": "refund"})
    doomed = worker_process()
    until(lambda: _lines(tmp_path / "refund.began"))
    doomed.send_signal(signal.SIGKILL)
    doomed.wait()
    lease_until = Job.objects.get(pk=job_id).lease_until
    survivor = worker_process()
    assert "runs jobs" in survivor.stderr.readline()
    until(lambda: len(_lines(tmp_path / "refund.began")) == 2)
    assert Job.objects.get(pk=job_id).started_at >= lease_until
    (tmp_path / "go").touch()
    until(lambda: not Job.objects.filter(name="test.write_file").exists())
    assert _lines(tmp_path / "refund.began") == [str(doomed.pid), str(survivor.pid)]
    assert _lines(tmp_path / "refund.ended") == [str(survivor.pid)]


def test_workers_killed_one_after_another_lose_nothing_and_repeat_only_what_ran(worker_process, tmp_path):
    file = tmp_path / "done"
    count, kills, threads = 200, 2, 2
    with transaction.atomic():
        enqueue_many(NewJob("test.append", {"file": str(file), "number": number}) for number in range(count))
    for killed in range(kills):
        doomed = worker_process()
        until(lambda enough=(killed + 1) * 20: len(_lines(file)) >= enough)
        doomed.send_signal(signal.SIGKILL)
        doomed.wait()
    worker_process()
    until(lambda: not Job.objects.filter(name="test.append").exists())
    done = _lines(file)
    assert {int(line) for line in done} == set(range(count))
    assert len(done) <= count + kills * threads


def test_sigterm_lets_the_running_job_finish(worker_process, tmp_path):
    process = worker_process()
    enqueue("test.write_file", {"folder": str(tmp_path), "name": "mail"})
    until(lambda: _lines(tmp_path / "mail.began"))
    process.send_signal(signal.SIGTERM)
    enqueue("test.note", {"text": "for the next worker"})
    until(lambda: "finishing" in process.stderr.readline())
    (tmp_path / "go").touch()
    assert process.wait(20) == 0
    assert len(_lines(tmp_path / "mail.ended")) == 1
    assert not Job.objects.filter(name="test.write_file").exists()
    assert Job.objects.filter(name="test.note").count() <= 1


@pytest.mark.parametrize("number", [signal.SIGINT])
def test_an_idle_worker_stops_at_once(worker_process, number):
    process = worker_process()
    assert "runs jobs" in process.stderr.readline()
    process.send_signal(number)
    assert process.wait(10) == 0


def test_a_worker_elsewhere_hears_of_a_job_without_polling(worker, monkeypatch, settings):
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL can tell other processes")
    settings.JOBS_POLL_SECONDS = 3600
    worker()
    monkeypatch.setattr(wake, "_local", ())  # as if the worker were elsewhere: only NOTIFY is left
    monkeypatch.setattr(wake, "THIS_PROCESS", "another")
    until(_listening)
    enqueue("test.note", {"text": "heard"})
    until(lambda: work.ran == ["heard"])


def _listening() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE query = 'LISTEN madoguchi_jobs'")
        return bool(cursor.fetchone()[0])
