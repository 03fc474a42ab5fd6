"""The threads that talk to the database for pages and for sockets: few and long-lived, so connections live on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.db import close_old_connections

P = ParamSpec("P")
T = TypeVar("T")


@cache
def pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=settings.WEB_THREADS, thread_name_prefix="web")


async def in_thread(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a plain function that uses the ORM from a socket or a hot route, on a thread that keeps its connection."""
    return await asyncio.get_running_loop().run_in_executor(pool(), partial(_tidy, work, *args, **kwargs))


def _tidy(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    close_old_connections()  # what request_started does for pages: a connection that died is not used again
    try:
        return work(*args, **kwargs)
    finally:
        close_old_connections()
