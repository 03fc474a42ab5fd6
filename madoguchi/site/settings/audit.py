"""The audit log."""

from __future__ import annotations

from madoguchi.core.env import Area

_area = Area("Audit log")
AUDIT_LINK_SECONDS = _area.decimal(
    "MADOGUCHI_AUDIT_LINK_SECONDS", 60, "How often new entries are linked into the chain and signed"
)
AUDIT_BATCH = _area.number(
    "MADOGUCHI_AUDIT_BATCH", 1_000, "Entries that are linked in one transaction, or read at once to verify"
)
AUDIT_LOOK_BACK_SECONDS = _area.decimal(
    "MADOGUCHI_AUDIT_LOOK_BACK_SECONDS",
    900,
    "How long a transaction may take and still be linked with the next run; later ones are found once a day",
)
AUDIT_INSPECT_SECONDS = _area.decimal(
    "MADOGUCHI_AUDIT_INSPECT_SECONDS", 86_400, "How often the whole chain is verified by itself"
)
AUDIT_BACKDATED_SECONDS = _area.decimal(
    "MADOGUCHI_AUDIT_BACKDATED_SECONDS",
    3_600,
    "An entry whose time is so much earlier than the linking before it counts as put in afterwards",
)
AUDIT_PROBLEMS = _area.number(
    "MADOGUCHI_AUDIT_PROBLEMS", 100, "Problems of one verification that are told one by one"
)
AUDIT_EXPORT_ENTRIES = _area.number(
    "MADOGUCHI_AUDIT_EXPORT_ENTRIES",
    200_000,
    "Entries that one export from the screen may hold; `madoguchi audit export` has no such limit",
)
RATE_AUDIT_EXPORT = _area.text("MADOGUCHI_RATE_AUDIT_EXPORT", "10/1h", "Exports of the log by one agent")
