"""The hot statements, raw, in two dialects. States are literals: only so can SQLite use the partial indexes."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.db.backends.utils import CursorWrapper

Row = tuple[object, ...]

# All rows of a call travel as one JSON array, so that the text of the statement never changes with their number.
_ROWS = {
    "sqlite": """SELECT value->>0, value->>1, value->>2, value->3, value->>4, value->>5, value->>6, value->>7, %s
        FROM json_each(%s) WHERE true""",
    "postgresql": """SELECT value->>0, value->>1, (value->>2)::smallint, (value->3)::jsonb, value->>4, value->>5,
        (value->>6)::timestamptz, (value->>7)::smallint, %s FROM json_array_elements(%s::json)""",
}
_INSERT = """INSERT INTO jobs_job
    (name, queue, priority, payload, key, state, run_at, max_attempts, created_at) {rows}
    ON CONFLICT (key) WHERE key IS NOT NULL AND state IN ('waiting', 'ready', 'running')
    DO UPDATE SET again = true WHERE jobs_job.state = 'running' RETURNING id"""

_SKIP = {"sqlite": "", "postgresql": "FOR UPDATE SKIP LOCKED"}

# MATERIALIZED: the planner must not run the locking sub-select more than once (it would lock more than LIMIT rows).
_CLAIM = """WITH picked AS MATERIALIZED (SELECT id FROM jobs_job WHERE state = 'ready' AND queue = %s
        ORDER BY priority DESC, id LIMIT %s {skip})
    UPDATE jobs_job SET state = 'running', worker = %s, attempts = attempts + 1, lease_until = %s, started_at = %s
    WHERE id IN (SELECT id FROM picked)
    RETURNING id, name, payload, attempts, max_attempts, queue, priority"""

_PROMOTE = """WITH due AS MATERIALIZED (SELECT id FROM jobs_job WHERE state = 'waiting' AND run_at <= %s
        ORDER BY run_at LIMIT 500 {skip})
    UPDATE jobs_job SET state = 'ready' WHERE id IN (SELECT id FROM due)"""

_RECLAIM = """WITH lost AS MATERIALIZED (SELECT id FROM jobs_job WHERE state = 'running' AND lease_until <= %s
        ORDER BY lease_until LIMIT 500 {skip})
    UPDATE jobs_job SET
        state = CASE WHEN again OR attempts < max_attempts THEN 'ready' ELSE 'dead' END,
        finished_at = CASE WHEN again OR attempts < max_attempts THEN NULL ELSE %s END,
        attempts = CASE WHEN again THEN 0 ELSE attempts END, again = false,
        lease_until = NULL,
        error_class = 'madoguchi.jobs.contract.WorkerLost', last_error = 'the worker stopped answering: ' || worker
    WHERE id IN (SELECT id FROM lost) RETURNING id, name"""

PEEK = """SELECT
    EXISTS (SELECT 1 FROM jobs_job WHERE state = 'ready' AND queue = 'deliver'),
    EXISTS (SELECT 1 FROM jobs_job WHERE state = 'ready' AND queue = 'default'),
    EXISTS (SELECT 1 FROM jobs_job WHERE state = 'ready' AND queue = 'slow'),
    EXISTS (SELECT 1 FROM jobs_job WHERE state = 'waiting' AND run_at <= %s),
    EXISTS (SELECT 1 FROM jobs_job WHERE state = 'running' AND lease_until <= %s),
    (SELECT MIN(run_at) FROM jobs_job WHERE state = 'waiting')"""


def _both(text: str, parts: dict[str, str], name: str) -> dict[str, str]:
    return {vendor: text.format(**{name: part}) for vendor, part in parts.items()}


INSERT = _both(_INSERT, _ROWS, "rows")
CLAIM = _both(_CLAIM, _SKIP, "skip")
PROMOTE = _both(_PROMOTE, _SKIP, "skip")
RECLAIM = _both(_RECLAIM, _SKIP, "skip")


def rows(cursor: CursorWrapper, statement: str, params: list[object]) -> list[Row]:
    """Run a statement and read all that it returns (SQLite ends a statement only when it is read to its end)."""
    cursor.execute(statement, params)
    return cursor.fetchall()


def moment(value: datetime) -> object:
    """A time as the database's driver wants it."""
    return connection.ops.adapt_datetimefield_value(value)
