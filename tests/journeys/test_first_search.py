"""Whoever searches first after a start waits for no model: it is loaded when nobody waits, and until then words do."""

from __future__ import annotations

import threading
from collections.abc import Callable

import httpx

from tests import patience
from tests.journeys.vector_service import Vector, serving
from tests.patience import until
from tests.site_server import Site

DIMENSIONS = 8


class Slow:
    """As slow as a model that is being loaded: nothing is answered before it may."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.may_answer = threading.Event()

    def vectors(self, texts: list[str]) -> list[Vector]:
        self.asked += texts
        self.may_answer.wait(2 * patience.SECONDS)
        return [[1.0] * DIMENSIONS for _ in texts]


def test_the_first_reader_waits_for_no_model(new_site: Callable[..., Site]) -> None:
    slow = Slow()
    with serving(slow.vectors) as service:
        try:
            _first_searches(new_site, slow, service.url)
        finally:
            slow.may_answer.set()


def _first_searches(new_site: Callable[..., Site], slow: Slow, url: str) -> None:
    site = new_site(
        MADOGUCHI_EMBEDDINGS="openai",
        MADOGUCHI_EMBEDDING_URL=url,
        MADOGUCHI_EMBEDDING_MODEL="slow",
        MADOGUCHI_EMBEDDING_DIMENSIONS=str(DIMENSIONS),
    ).start()
    assert _marked(site, "withdraw"), "found by words, at once"
    until(lambda: "?" in slow.asked)
    assert _marked(site, "deposit"), "also while the model is being loaded"
    assert not {"withdraw", "deposit"} & set(slow.asked)
    slow.may_answer.set()
    until(lambda: _marked(site, "fees") and "fees" in slow.asked)


def _marked(site: Site, word: str) -> bool:
    found = httpx.get(f"{site.url}/help/en/search", params={"q": word}, timeout=patience.SECONDS)
    assert found.status_code == 200
    return "<mark>" in found.text
