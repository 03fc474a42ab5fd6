"""`madoguchi jobs`: how the queues stand, and what to do with jobs that failed for good."""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Callable
from dataclasses import asdict

import click


@click.group()
def command() -> None:
    """See how the queues stand, and replay or discard jobs that failed for good."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "madoguchi.site.settings")
    import django  # weight: `madoguchi --help` must not pay for it

    django.setup()


@command.command("ages")
@click.option("--json", "as_json", is_flag=True, help="One JSON line for each queue.")
def ages(as_json: bool) -> None:
    """How many jobs each queue holds, and for how long its oldest has been due."""
    from madoguchi.jobs.queries import queue_states

    if not as_json:
        click.echo(f"{'queue':<10}{'ready':>8}{'waiting':>9}{'running':>9}{'dead':>7}{'oldest':>10}")
    for state in queue_states():
        if as_json:
            click.echo(json.dumps(asdict(state)))
        else:
            counts = f"{state.ready:>8}{state.waiting:>9}{state.running:>9}{state.dead:>7}"
            click.echo(f"{state.queue:<10}{counts}{state.oldest_seconds:>9.1f}s")


@command.command("list-dead")
@click.option("--json", "as_json", is_flag=True, help="One JSON line for each job.")
@click.option("--limit", default=100, show_default=True, type=click.IntRange(min=1))
def list_dead(as_json: bool, limit: int) -> None:
    """Jobs that will not run again by themselves, the newest first."""
    from madoguchi.jobs.queries import dead_letters

    for letter in dead_letters(limit=limit):
        if as_json:
            click.echo(json.dumps(asdict(letter), default=str, ensure_ascii=False))
        else:
            reason = letter.last_error.strip().splitlines()[-1:] or [letter.error_class]
            click.echo(f"{letter.id}  {letter.name}  {letter.attempts} attempts  {reason[0][:120]}")


@command.command("replay")
@click.argument("ids", nargs=-1, required=True, type=int)
def replay(ids: tuple[int, ...]) -> None:
    """Run dead letters again, with all their attempts."""
    from madoguchi.jobs import actions

    _each(ids, actions.replay, "replayed")


@command.command("discard")
@click.argument("ids", nargs=-1, required=True, type=int)
def discard(ids: tuple[int, ...]) -> None:
    """Delete dead letters for good."""
    from madoguchi.jobs import actions

    _each(ids, actions.discard, "discarded")


def _each(ids: tuple[int, ...], act: Callable[..., None], done: str) -> None:
    from madoguchi.jobs.actions import AlreadyOpen, NotDead

    failed = False
    for job_id in ids:
        try:
            act(job_id, by=f"cli:{getpass.getuser()}")
            click.echo(f"{job_id} {done}")
        except (NotDead, AlreadyOpen) as error:
            failed = True
            click.echo(str(error), err=True)
    if failed:
        raise SystemExit(1)
