"""The hot statements, raw, in two dialects. States are literals: only so can SQLite use the partial indexes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection
from django.db.backends.utils import CursorWrapper

from madoguchi.jobs.contract import QUEUES

Row = tuple[object, ...]
Param = str | int | datetime | None

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

# PostgreSQL: SKIP LOCKED lets workers pass one another by; ANY (ARRAY (…)) runs the sub-select once and then goes by
# the primary key, whatever the planner believes about a table whose content changes this fast.
_SKIP = {"sqlite": "", "postgresql": "FOR UPDATE SKIP LOCKED"}
_IN = {"sqlite": "IN ({})", "postgresql": "= ANY (ARRAY ({}))"}

_CLAIM = (
    """UPDATE jobs_job SET state = 'running', worker = %s, attempts = attempts + 1, lease_until = %s, started_at = %s
    WHERE id """,
    "SELECT id FROM jobs_job WHERE state = 'ready' AND queue = %s ORDER BY priority DESC, id LIMIT %s",
    " RETURNING id, name, payload, attempts, max_attempts, queue, priority",
)
_PROMOTE = (
    "UPDATE jobs_job SET state = 'ready' WHERE id ",
    "SELECT id FROM jobs_job WHERE state = 'waiting' AND run_at <= %s ORDER BY run_at LIMIT 500",
    "",
)
_RECLAIM = (
    """UPDATE jobs_job SET
        state = CASE WHEN again OR attempts < max_attempts THEN 'ready' ELSE 'dead' END,
        finished_at = CASE WHEN again OR attempts < max_attempts THEN NULL ELSE %s END,
        attempts = CASE WHEN again THEN 0 ELSE attempts END, again = false, lease_until = NULL,
        error_class = 'madoguchi.jobs.contract.WorkerLost', last_error = 'the worker stopped answering: ' || worker
    WHERE id """,
    "SELECT id FROM jobs_job WHERE state = 'running' AND lease_until <= %s ORDER BY lease_until LIMIT 500",
    " RETURNING id, name",
)

# ORDER BY and MIN, not EXISTS: for EXISTS PostgreSQL may read the whole table in the hope of an early hit.
_FIRST = "(SELECT id FROM jobs_job WHERE state = 'ready' AND queue = '{}' ORDER BY priority DESC, id LIMIT 1)"
PEEK = f"""SELECT {", ".join(map(_FIRST.format, QUEUES))},
    (SELECT MIN(run_at) FROM jobs_job WHERE state = 'waiting'),
    (SELECT MIN(lease_until) FROM jobs_job WHERE state = 'running')"""  # noqa: S608 - constants


def _both(text: str, parts: dict[str, str]) -> dict[str, str]:
    return {vendor: text.format(rows=part) for vendor, part in parts.items()}


def _on_picked(statement: tuple[str, str, str]) -> dict[str, str]:
    before, pick, after = statement
    return {vendor: f"{before}{_IN[vendor].format(f'{pick} {_SKIP[vendor]}')}{after}" for vendor in _IN}


INSERT = _both(_INSERT, _ROWS)
CLAIM = _on_picked(_CLAIM)
PROMOTE = _on_picked(_PROMOTE)
RECLAIM = _on_picked(_RECLAIM)


def rows(cursor: CursorWrapper, statement: str, params: Sequence[Param]) -> list[Row]:
    """Run a statement and read all that it returns (SQLite ends a statement only when it is read to its end)."""
    cursor.execute(statement, params)
    found: list[Row] = cursor.fetchall()
    return found


def moment(value: datetime) -> Param:
    """A time as the database's driver wants it."""
    adapted: Param = connection.ops.adapt_datetimefield_value(value)
    return adapted
