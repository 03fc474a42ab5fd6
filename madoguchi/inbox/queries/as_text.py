"""Values of plain SQL as screens take them: text, whichever the database."""

from __future__ import annotations

from typing import Any

from madoguchi.inbox.statements import as_moment


def id_text(value: Any) -> str:
    """A key as text; sliced, not parsed, where the database keeps hexadecimal digits. "" for none."""
    if not value:
        return ""
    if not isinstance(value, str):
        return str(value)
    return f"{value[:8]}-{value[8:12]}-{value[12:16]}-{value[16:20]}-{value[20:]}"


def iso(value: Any) -> str:
    """A time as ISO 8601 in UTC; SQLite keeps it so but for the zone. "" for none."""
    if isinstance(value, str):
        return value.replace(" ", "T") + "+00:00"
    at = as_moment(value)
    return at.isoformat() if at else ""
