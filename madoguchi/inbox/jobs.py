"""The inbox's work that may happen a moment later."""

from __future__ import annotations

from madoguchi.inbox.actions import drop_old_drafts, drop_orphans, wake_snoozed
from madoguchi.inbox.indexing import index_marked
from madoguchi.jobs.contract import every, job


@job("inbox.index_messages", queue="slow")
def index_messages() -> None:
    """Make findable what was said since the last time."""
    index_marked()


@every("inbox.index_left", seconds=60, queue="slow")
def index_left() -> None:
    """What is still marked, should its job not have seen it: its transaction took long."""
    index_marked()


@every("inbox.wake_snoozed", seconds=30)
def wake() -> None:
    """Open what was snoozed until now."""
    wake_snoozed()


@every("inbox.drop_old_drafts", seconds=86_400)
def drop_drafts() -> None:
    drop_old_drafts()


@every("inbox.drop_orphans", seconds=3_600, queue="slow")
def drop_orphaned_files() -> None:
    drop_orphans()
