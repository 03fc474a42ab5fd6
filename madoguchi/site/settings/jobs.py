"""Jobs."""

from __future__ import annotations

from madoguchi.core.env import Area

_area = Area("Jobs")
JOBS_THREADS = _area.number("MADOGUCHI_JOBS_THREADS", 3, "Threads of one worker")
JOBS_LEASE_SECONDS = _area.decimal(
    "MADOGUCHI_JOBS_LEASE_SECONDS", 60, "After this silence a job is taken from its worker"
)
JOBS_POLL_SECONDS = _area.decimal(
    "MADOGUCHI_JOBS_POLL_SECONDS", 1, "How often a worker looks without being woken"
)
JOBS_BACKOFF_SECONDS = _area.decimal(
    "MADOGUCHI_JOBS_BACKOFF_SECONDS", 5, "Wait before the first retry; doubles, with jitter"
)
JOBS_BACKOFF_MAX_SECONDS = _area.decimal(
    "MADOGUCHI_JOBS_BACKOFF_MAX_SECONDS", 3600, "The longest wait between retries"
)
JOBS_KEEP_DONE_HOURS = _area.number(
    "MADOGUCHI_JOBS_KEEP_DONE_HOURS", 24, "How long finished jobs with a result can be read"
)
JOBS_STOP_SECONDS = _area.decimal(
    "MADOGUCHI_JOBS_STOP_SECONDS", 30, "How long a stopping worker waits for running jobs"
)
JOBS_ERROR_CHARS = _area.number(
    "MADOGUCHI_JOBS_ERROR_CHARS", 4_000, "Characters of a failure's traceback that are kept"
)
JOBS_PAYLOAD_BYTES = _area.number(
    "MADOGUCHI_JOBS_PAYLOAD_BYTES", 262_144, "The largest payload of one job; it carries ids, not contents"
)
TASKS = {"default": {"BACKEND": "madoguchi.jobs.backend.LeasedBackend"}}
