"""Something happened, and what the apps do because of it: one table from events to reactions, installed by the wiring.

`Inside` runs in the transaction of the event itself, `Now` in this process after the commit; `Later` writes a job in
the transaction. The job table lies above this module, so it hands its door in by `set_enqueue`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import partial
from typing import Any

from django.db import transaction

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all events: frozen, in the past tense, ids only (a reader fetches what it may see)."""


@dataclass(frozen=True, slots=True)
class Inside:
    """Call `run([event, …])` once for all of one type in one `publish`, in the transaction; its failure undoes it."""

    run: Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Now:
    """Call `run(event)`, or with `batch` once `run([event, …])` for all of one type in one `publish`, after commit."""

    run: Callable[[Any], object]
    batch: bool = False


@dataclass(frozen=True, slots=True)
class Later:
    """Write the job `name` with the event's fields, or with `batch` one job with `{"events": [fields, …]}`."""

    name: str
    batch: bool = False


Table = Mapping[type[Event], Sequence[Inside | Now | Later]]
Enqueue = Callable[[Sequence[tuple[str, dict[str, Any]]]], object]

_table: Table = {}
_enqueue: Enqueue | None = None


def install(table: Table) -> None:
    """Set the one table of reactions; an event's type is looked up exactly, without its bases."""
    global _table
    _table = dict(table)


def installed() -> Table:
    """The table in force."""
    return _table


def set_enqueue(enqueue: Enqueue) -> None:
    """Set the function that writes jobs, given (name, payload) pairs, in the current transaction."""
    global _enqueue
    _enqueue = enqueue


def publish(*events: Event) -> None:
    """Start the reactions of all events: what is `Inside` and jobs now, calls after the commit in the table's order.

    Raises TransactionManagementError outside a transaction: an event must not outlive a rolled-back change.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("publish() must be called inside a transaction")
    calls: list[tuple[Callable[[Any], object], Any]] = []
    jobs: list[tuple[str, dict[str, Any]]] = []
    for kind, group in _by_type(events).items():
        for reaction in _table.get(kind, ()):
            if isinstance(reaction, Later):
                jobs += _jobs(reaction, group)
            elif isinstance(reaction, Inside):
                reaction.run(group)
            elif reaction.batch:
                calls.append((reaction.run, group))
            else:
                calls += [(reaction.run, event) for event in group]
    if jobs:
        _write(jobs)
    if calls:
        transaction.on_commit(partial(_run, calls))


def payload_of(event: Event) -> dict[str, Any]:
    """The event's fields by name, as a job's payload carries them."""
    return {field.name: getattr(event, field.name) for field in fields(event)}


def _by_type(events: Sequence[Event]) -> dict[type[Event], list[Event]]:
    groups: dict[type[Event], list[Event]] = {}
    for event in events:
        groups.setdefault(type(event), []).append(event)
    return groups


def _jobs(reaction: Later, group: list[Event]) -> list[tuple[str, dict[str, Any]]]:
    payloads = [payload_of(event) for event in group]
    if reaction.batch:
        return [(reaction.name, {"events": payloads})]
    return [(reaction.name, payload) for payload in payloads]


def _write(jobs: list[tuple[str, dict[str, Any]]]) -> None:
    if _enqueue is None:
        raise RuntimeError("no job table is installed: set_enqueue() was not called")
    _enqueue(jobs)


def _run(calls: list[tuple[Callable[[Any], object], Any]]) -> None:
    for run, argument in calls:
        try:
            run(argument)
        except Exception:  # what was committed stands; one failing reaction must not stop the next
            log.exception("the reaction %s.%s failed", run.__module__, getattr(run, "__qualname__", run))
