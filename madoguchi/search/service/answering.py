"""What the service does for those who ask. Runs on its threads."""

from __future__ import annotations

import logging
import os
import threading

import msgspec
from django.db import close_old_connections

from madoguchi.ai.contract import EmbeddingError
from madoguchi.search.actions.vectors import embed_pending
from madoguchi.search.dense.models import models, signature
from madoguchi.search.models import Scope
from madoguchi.search.queries.articles import search_here
from madoguchi.search.service.wire import VERSION, Reply, Request, request_of

POLITE = 10
"""How nice the thread is that makes vectors: searches go before."""
log = logging.getLogger(__name__)


def understood(body: bytes) -> Request | Reply:
    """The request, or the reply to what is none."""
    try:
        request = request_of(body)
    except msgspec.DecodeError as error:
        return Reply(error=f"not understood: {error}")
    if request.version != VERSION:
        return Reply(error="the service is of another version")
    return request


def answer(request: Request) -> Reply:
    """Never raises: what goes wrong is logged and said."""
    close_old_connections()
    try:
        if request.does == "embed":
            return Reply(made=embed_pending(max(0, request.limit)))
        if request.query is None:
            return Reply(error="no query")
        return Reply(found=search_here(request.query))
    except EmbeddingError as error:
        return Reply(error=str(error))
    except Exception as error:
        log.exception("a search failed")
        return Reply(error=type(error).__name__)
    finally:
        close_old_connections()


def warm() -> None:
    """Load the models and the vectors, as many as may be held, before somebody waits for them."""
    from madoguchi.search.dense.library import shelf  # weight: numpy

    close_old_connections()
    try:
        found = models()
        if found is None:
            return
        found.text.queries(["?"])
        if found.short is not None:
            found.short.queries(["?"])
        for scope in Scope.objects.filter(articles__gt=0).order_by("articles"):
            shelf(scope.pk, scope.version, signature(found))
    except Exception:
        log.exception("the vectors could not be read beforehand")
    finally:
        close_old_connections()


def be_polite() -> None:
    """Let the calling thread come after the others (on Linux niceness is a thread's own, setpriority(2))."""
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), POLITE)
