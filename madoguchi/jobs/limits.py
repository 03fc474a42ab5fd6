"""The settings of the jobs, with the values that hold where a deployment names none."""

from __future__ import annotations

from django.conf import settings

DEFAULTS: dict[str, float] = {
    "JOBS_THREADS": 4,
    "JOBS_LEASE_SECONDS": 60,
    "JOBS_POLL_SECONDS": 1,
    "JOBS_BACKOFF_SECONDS": 10,
    "JOBS_BACKOFF_MAX_SECONDS": 3600,
    "JOBS_KEEP_DONE_HOURS": 24,
    "JOBS_STOP_SECONDS": 30,
    "JOBS_ERROR_CHARS": 4000,
    "JOBS_PAYLOAD_BYTES": 256 * 1024,
}


def limit(name: str) -> float:
    """The setting `name`, or its default; the unit is in the name."""
    return float(getattr(settings, name, DEFAULTS[name]))
