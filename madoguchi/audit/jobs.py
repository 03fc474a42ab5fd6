"""The log's own work: linking what was written, and looking through all of it."""

from __future__ import annotations

from django.conf import settings

from madoguchi.audit.actions import inspect
from madoguchi.audit.linking import link_waiting
from madoguchi.jobs.contract import SLOW, every


@every("audit.link", seconds=settings.AUDIT_LINK_SECONDS)
def link() -> None:
    link_waiting()


@every("audit.inspect", seconds=settings.AUDIT_INSPECT_SECONDS, queue=SLOW)
def inspect_all() -> None:
    """Also finds what committed later than the linking looks back."""
    link_waiting(everything=True)
    inspect()
