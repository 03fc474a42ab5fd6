"""`madoguchi worker`: a process that runs jobs and reads mailboxes, and answers no requests."""

from __future__ import annotations

import os
import signal
import sys
import threading

import click

from madoguchi.site.cli._django import safe_to_serve, writing


@click.command()
@click.option("--threads", type=click.IntRange(min=1), help="Jobs at a time (else MADOGUCHI_JOBS_THREADS).")
@click.option(
    "--queue", "queues", multiple=True, help="Only this queue: deliver, default or slow; may be repeated."
)
@click.option("--once", is_flag=True, help="Run what is due now, in order, and stop.")
def command(threads: int | None, queues: tuple[str, ...], once: bool) -> None:
    """Run jobs until SIGTERM or Ctrl-C, which lets running jobs finish. Start as many of these as you need.

    On SQLite `madoguchi serve` runs the jobs itself; separate workers are for PostgreSQL.
    """
    safe_to_serve()
    with writing("worker"):
        _run(threads, queues, once)


def _run(threads: int | None, queues: tuple[str, ...], once: bool) -> None:
    from madoguchi.jobs.contract import QUEUES
    from madoguchi.jobs.worker import Worker
    from madoguchi.jobs.worker.once import work_off
    from madoguchi.search.service.run import ask_the_service
    from madoguchi.site.mail_services import MailBeside
    from madoguchi.site.search_service import search_service

    if unknown := set(queues) - set(QUEUES):
        raise click.BadParameter(f"{', '.join(sorted(unknown))}: the queues are {', '.join(QUEUES)}")
    if once:
        click.echo(f"{work_off(queues=queues or QUEUES, periodic=True)} jobs run")
        return
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    worker = Worker(threads=threads, queues=queues or QUEUES)
    mail = MailBeside()
    with search_service():
        ask_the_service()
        worker.start()
        mail.start()
        click.echo(f"worker {worker.token} runs jobs", err=True)
        ended.wait()
        mail.stop()
        click.echo("finishing running jobs", err=True)
        stopped = worker.stop()
    if not stopped:
        click.echo("some jobs were still running; they are redone when their lease ends", err=True)
        sys.stderr.flush()
        os._exit(1)  # a job's thread would hold the interpreter
