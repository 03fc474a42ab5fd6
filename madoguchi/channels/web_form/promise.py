"""By when we answer: not a wish, a moment at which somebody is there."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from madoguchi.company.hours import NeverOpens, Schedule, next_open


def answer_by(schedule: Schedule | None, now: datetime) -> datetime:
    """The moment until which a person answers, in UTC.

    PROMISE_HOURS after the counter is next open; if nobody is there at that moment, when somebody is. Over a weekend
    that is later than the hours alone, and it is what we say: never a moment at which the counter is closed.
    """
    wait = timedelta(hours=settings.PROMISE_HOURS)
    if schedule is None:
        return now + wait
    try:
        start = next_open(schedule, now) or now
        return next_open(schedule, start + wait) or start + wait
    except NeverOpens:
        return now + wait
