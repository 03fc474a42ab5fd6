"""Run one claimed job in the calling thread and say what became of it."""

from __future__ import annotations

import logging
import random
import traceback

import msgspec
from django.conf import settings

from madoguchi.jobs.contract import Permanent, Retry, Running, enter, spec_of
from madoguchi.jobs.worker.held import Done, Failed, Held, Outcome

log = logging.getLogger(__name__)


def run(held: Held, worker: str) -> Outcome:
    """Call the job's function; whatever it raises becomes an outcome, for a job must not end its thread."""
    enter(Running(held.id, held.name, held.attempt, worker))
    try:
        spec = spec_of(held.name)
        result = spec.run(**held.payload)
        return Done(held, storable(result) if spec.keep else None)
    except Permanent as error:
        return _failed(held, error, None)
    except Retry as error:
        return _failed(held, error, error.after)
    except BaseException as error:
        return _failed(held, error, backoff(held.attempt))
    finally:
        enter(None)


def backoff(attempt: int) -> float:
    """Seconds until the next attempt: doubled for each, and between half and all of it, so that a crowd spreads."""
    first, most = settings.JOBS_BACKOFF_SECONDS, settings.JOBS_BACKOFF_MAX_SECONDS
    full = min(most, first * 2.0 ** min(attempt - 1, 32))
    return full * random.uniform(0.5, 1.0)  # noqa: S311 - spreading, not secrecy


def storable(result: object) -> object:
    """The result as JSON has it; TypeError where it is not JSON-able, ValueError where PostgreSQL could not keep it."""
    text = msgspec.json.encode(result)
    if b"\\u0000" in text:
        raise ValueError("a result with a NUL character cannot be stored")
    return msgspec.json.decode(text)


def _failed(held: Held, error: BaseException, after: float | None) -> Failed:
    if held.attempt >= held.max_attempts:
        after = None
    kind = type(error.__cause__ or error) if isinstance(error, (Permanent, Retry)) else type(error)
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
    """The end of the traceback, where the reason is, without what a database could not store (NUL, lone surrogates)."""
    if isinstance(error, (Permanent, Retry)):
        cause = "".join(traceback.format_exception(error.__cause__)) if error.__cause__ else ""
        text = f"{cause}{error}"
    else:
        text = "".join(traceback.format_exception(error))
    text = text.replace("\0", "�").encode("utf-8", "backslashreplace").decode()
    return text[-settings.JOBS_ERROR_CHARS :]
