"""Articles that somebody should look at again."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from madoguchi.helpcenter.models import Article
from madoguchi.helpcenter.queries.work.narrow import Narrow

DUE, SOON, NEVER = "due", "soon", "never"


def stale(narrow: Narrow, state: str = "") -> QuerySet[Article]:
    """What can be read and whose day has come or comes soon, the oldest first.

    `state`: only what is due, only what comes soon, or what has no day at all; empty: due and soon.
    """
    today = timezone.localdate()
    soon = today + timedelta(days=settings.HELP_VERIFY_SOON_DAYS)
    live = narrow.articles().filter(live=True)
    if state == NEVER:
        return live.filter(verify_by=None).order_by("-popularity", "id")
    if state == DUE:
        found = live.filter(verify_by__lte=today)
    elif state == SOON:
        found = live.filter(verify_by__gt=today, verify_by__lte=soon)
    else:
        found = live.filter(verify_by__lte=soon)
    return found.order_by("verify_by", "-popularity", "id")
