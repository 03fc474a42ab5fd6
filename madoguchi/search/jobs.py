"""The index's work that may happen a moment later."""

from __future__ import annotations

from madoguchi.jobs.contract import SLOW, every, job
from madoguchi.search.actions import embed_pending
from madoguchi.search.actions.articles import EMBED

SOME = 200
"""Articles of one job; where more wait, the next one goes on, so that other slow work gets its turn."""


@job(EMBED, queue=SLOW)
def embed() -> None:
    """Give new and changed articles their vectors."""
    while embed_pending(SOME):
        pass


@every("search.embed_left", seconds=300, queue=SLOW)
def embed_left() -> None:
    """What still waits: a model has come, or did not answer."""
    embed_pending(SOME)
