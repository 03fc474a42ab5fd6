"""What other apps write to have work done later: `@job`, `@every`, and how a job says that it failed."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

DELIVER = "deliver"
DEFAULT = "default"
SLOW = "slow"
QUEUES = (DELIVER, DEFAULT, SLOW)
"""Most urgent first. A worker always keeps a thread that only `deliver` may use, so the others never starve it."""

NORMAL_PRIORITY = 5
"""Inside a queue the higher number runs first, equal ones in the order in which they were enqueued."""


class Retry(Exception):
    """Try again `after` seconds (a provider's Retry-After, for instance); counts as an attempt."""

    def __init__(self, after: float, reason: str) -> None:
        super().__init__(reason)
        self.after = after


class Permanent(Exception):
    """No attempt can succeed: straight to the dead-letter list. `raise Permanent(why) from error` keeps the error."""


class WorkerLost(Exception):
    """Stands in a job's `error_class` when its worker was killed, or stood still for longer than the lease."""


class UnknownJob(LookupError):
    """No function is registered under this name (a typing error, or an app that is not installed)."""


class NewJob(NamedTuple):
    """One row for `enqueue_many`; None means what the job's registration says."""

    name: str
    payload: dict[str, Any]
    run_at: datetime | None = None
    key: str | None = None
    priority: int = NORMAL_PRIORITY
    queue: str | None = None


@dataclass(frozen=True, slots=True)
class JobSpec:
    """A registered job; `lease` in seconds (None: the setting), `keep` its row and result after success."""

    name: str
    run: Callable[..., object]
    queue: str
    attempts: int
    lease: float | None
    keep: bool


@dataclass(frozen=True, slots=True)
class Running:
    """The job that this thread runs now; `attempt` counts from 1."""

    id: int
    name: str
    attempt: int
    worker: str


registry: dict[str, JobSpec] = {}
periods: dict[str, float] = {}
_current: ContextVar[Running | None] = ContextVar("current_job", default=None)


def job(
    name: str, *, queue: str = DEFAULT, attempts: int = 8, lease: float | None = None, keep: bool = False
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a function with keyword-only, JSON-able arguments under a name that outlives its module.

    `lease` is how many seconds after a worker's last sign of life its job is given to another; the worker renews it
    while the job runs, so it need not cover the job's length. Raises ValueError for a name taken by another function.
    """

    def register(function: Callable[P, R]) -> Callable[P, R]:
        _check(name, function, queue)
        registry[name] = JobSpec(name, function, queue, attempts, lease, keep)
        return function

    return register


def every(
    name: str, *, seconds: float, queue: str = DEFAULT, attempts: int = 3, lease: float | None = None
) -> Callable[[Callable[[], R]], Callable[[], R]]:
    """Register a function without arguments that runs each `seconds`, once for all workers; missed periods run once."""
    if seconds <= 0:
        raise ValueError(f"the period of {name} must be more than 0 seconds")

    def register(function: Callable[[], R]) -> Callable[[], R]:
        job(name, queue=queue, attempts=attempts, lease=lease)(function)
        periods[name] = seconds
        return function

    return register


def spec_of(name: str) -> JobSpec:
    """The registration of a job; raises UnknownJob."""
    try:
        return registry[name]
    except KeyError:
        raise UnknownJob(f"no job named {name!r} is registered") from None


def current() -> Running | None:
    """The job that the calling thread runs, or None outside jobs."""
    return _current.get()


def enter(running: Running | None) -> None:
    """Say which job this thread runs from now on (the worker's business)."""
    _current.set(running)


def _check(name: str, function: Callable[..., object], queue: str) -> None:
    taken = registry.get(name)
    if taken and (taken.run.__module__, taken.run.__qualname__) != (
        function.__module__,
        function.__qualname__,
    ):
        raise ValueError(f"the job name {name!r} is taken by {taken.run.__module__}.{taken.run.__qualname__}")
    if queue not in QUEUES:
        raise ValueError(f"the queue {queue!r} of {name} is none of {', '.join(QUEUES)}")
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind not in (parameter.KEYWORD_ONLY, parameter.VAR_KEYWORD):
            raise ValueError(f"{name}: the argument {parameter.name!r} must be keyword-only")
