"""The index's work that may happen a moment later."""

from __future__ import annotations

from madoguchi.ai.queries import models_expected
from madoguchi.jobs.actions import enqueue
from madoguchi.jobs.contract import SLOW, every, job
from madoguchi.search.actions import embed_pending
from madoguchi.search.actions.articles import EMBED
from madoguchi.search.service import asking

SOME = 4
"""Articles of one job, a few seconds: a server that stops waits for it, and other slow work gets its turn."""


@job(EMBED, queue=SLOW)
def embed() -> None:
    """Give new and changed articles their vectors; where more wait, the next job goes on. The process of this machine
    that holds the model makes them, and while it is away the job is tried again.
    """
    service = asking.service()
    if service is not None and not models_expected():
        return
    if (service.embed(SOME) if service else embed_pending(SOME)) == SOME:
        enqueue(EMBED, {}, key=EMBED)


@every("search.embed_left", seconds=300, queue=SLOW)
def embed_left() -> None:
    """What still waits: a model has come, or did not answer."""
    embed()
