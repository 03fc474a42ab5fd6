"""The Date header (RFC 5322 3.3) and the forms that senders use instead."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,6})?(?:Z|[+-]\d{2}:?\d{2})?")
_MAX_CHARS = 200
_DAY_MINUTES = 24 * 60


def parse_date(text: str) -> datetime | None:
    """An aware time (UTC where no zone is given), or None if it cannot be read."""
    text = text[:_MAX_CHARS].strip()
    if not text:
        return None
    try:
        return _rfc5322(text) or _iso(text)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _rfc5322(text: str) -> datetime | None:
    fields = parsedate_tz(text)
    if fields is None:
        return None
    offset = (fields[9] or 0) // 60
    zone = timezone(timedelta(minutes=offset)) if abs(offset) < _DAY_MINUTES else UTC
    year, month, day, hour, minute, second = fields[:6]
    return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)


def _iso(text: str) -> datetime | None:
    match = _ISO.search(text)
    if match is None:
        return None
    moment = datetime.fromisoformat(match[0])
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
