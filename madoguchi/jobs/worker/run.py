"""Run one claimed job in the calling thread and say what became of it."""

from __future__ import annotations

import logging
import random
import traceback

from django.db import close_old_connections

from madoguchi.jobs.contract import Permanent, Retry, Running, enter, spec_of
from madoguchi.jobs.limits import limit
from madoguchi.jobs.worker.held import Done, Failed, Held, Outcome

log = logging.getLogger(__name__)


def run(held: Held, worker: str) -> Outcome:
    """Call the job's function; whatever it raises becomes an outcome, for a job must not end its thread."""
    close_old_connections()  # a connection that the database dropped, or that is past its age, since the last job
    enter(Running(held.id, held.name, held.attempt, worker))
    try:
        return Done(held, spec_of(held.name).run(**held.payload))
    except Permanent as error:
        return _failed(held, error, None)
    except Retry as error:
        return _failed(held, error, error.after)
    except BaseException as error:
        return _failed(held, error, backoff(held.attempt))
    finally:
        enter(None)
        close_old_connections()


def backoff(attempt: int) -> float:
    """Seconds until the next attempt: doubled for each, and between half and all of it, so that a crowd spreads."""
    first, most = limit("JOBS_BACKOFF_SECONDS"), limit("JOBS_BACKOFF_MAX_SECONDS")
    full = min(most, first * 2.0 ** min(attempt - 1, 32))
    return full * random.uniform(0.5, 1.0)  # noqa: S311 - spreading, not secrecy


def _failed(held: Held, error: BaseException, after: float | None) -> Failed:
    if held.attempt >= held.max_attempts:
        after = None
    kind = type(error)
    log.warning(
        "job %s #%d failed (attempt %d of %d, %s): %s",
        held.name,
        held.id,
        held.attempt,
        held.max_attempts,
        "no further one" if after is None else f"next in {after:.0f} s",
        kind.__name__,
    )
    return Failed(held, after, f"{kind.__module__}.{kind.__qualname__}"[:200], _told(error))


def _told(error: BaseException) -> str:
    """The end of the traceback, where the reason is; NUL cannot be stored by PostgreSQL."""
    if isinstance(error, (Permanent, Retry)):
        text = str(error)
    else:
        text = "".join(traceback.format_exception(error))
    return text.replace("\0", "�")[-int(limit("JOBS_ERROR_CHARS")) :]
