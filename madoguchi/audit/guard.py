"""The database itself refuses to change or delete what is in the log; migration 0003 sets it up.

It keeps mistakes out, ours and others'; whoever owns the tables can lift it, which is what the chain is for. A later
feature that forgets entries after their time lifts it in its own transaction (`LIFT`, then `SET`: both databases undo
such statements as any other), deletes from the beginning up to a checkpoint, and leaves `audit verify --after NUMBER`
to begin there.
"""

from __future__ import annotations

from django.db import connection

TABLES = ("audit_entry", "audit_link", "audit_checkpoint")
REFUSAL = "the audit log is append-only"

_FUNCTION = f"""CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"""

SET = {
    "sqlite": [
        f"""CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table}
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
        for table in TABLES
        for what in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        _FUNCTION,
        *(
            f"""CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"""
            for table in TABLES
        ),
    ],
}
LIFT = {
    "sqlite": [
        f"DROP TRIGGER IF EXISTS {table}_no_{what}" for table in TABLES for what in ("update", "delete")
    ],
    "postgresql": [f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}" for table in TABLES],
}
MISSING = {
    "sqlite": "SELECT 6 - COUNT(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_%_no_%'",
    "postgresql": """SELECT 3 - COUNT(*) FROM pg_trigger
        WHERE tgname LIKE 'audit_%_no_change' AND tgenabled IN ('O', 'A')""",
}


def missing() -> int:
    """How many of the guard's triggers somebody took away."""
    with connection.cursor() as cursor:
        cursor.execute(MISSING[connection.vendor])
        return int(cursor.fetchone()[0])
