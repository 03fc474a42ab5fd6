"""The search service beside `web` and `worker`: both keep one alive, and the machine has one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from madoguchi.search.service.run import keeper

COMMAND = (sys.executable, "-m", "madoguchi.site.cli", "search-service", "--until-input-ends", "--lock")


@contextmanager
def search_service() -> Iterator[None]:
    """While the block runs, there is one."""
    kept = keeper(COMMAND)
    kept.start()
    try:
        yield
    finally:
        kept.stop()
