"""`web` and `worker` apart: one process holds the vectors, and its death costs meaning for a moment, never a search."""

from __future__ import annotations

import hashlib
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import numpy as np
import pytest

from madoguchi.search.contract import Found, Query
from madoguchi.search.service.asking import Away
from madoguchi.search.service.client import Client
from tests import patience
from tests.journeys.vector_service import serving
from tests.patience import until
from tests.site_server import Site

DIMENSIONS = 16
QUESTION = Query("How do I withdraw?", "en")


def _vector(text: str) -> list[float]:
    total = np.full(DIMENSIONS, 0.01)
    for word in text.lower().split():
        seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big")
        total += np.random.default_rng(seed).normal(size=DIMENSIONS)
    return [float(number) for number in total]


@pytest.fixture
def vectors() -> Iterator[str]:
    """A text's vector is made of its words."""
    with serving(lambda texts: [_vector(text) for text in texts]) as service:
        yield service.url


def _with_meaning(site: Site) -> Found | None:
    try:
        found = Client(site.home / "search.sock", seconds=5, characters=400).search(QUESTION)
    except Away:
        return None
    return found if found.confidence.cosine else None


def _holder(path: Path) -> int:
    """The process that listens there, as the kernel knows it."""
    with socket.socket(socket.AF_UNIX) as asked:
        asked.connect(str(path))
        return int.from_bytes(asked.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)[:4], "little")


def _hold_vectors(group: int) -> list[int]:
    """The processes of a group that have loaded what vectors need."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(folder.name)) == group and "_multiarray_umath" in (folder / "maps").read_text():
                found.append(int(folder.name))
        except (ProcessLookupError, FileNotFoundError, PermissionError):
            continue
    return found


def test_one_process_holds_the_vectors_and_may_be_killed(new_site: Callable[..., Site], vectors: str) -> None:
    site = new_site(
        MADOGUCHI_EMBEDDINGS="openai",
        MADOGUCHI_EMBEDDING_URL=vectors,
        MADOGUCHI_EMBEDDING_MODEL="words",
        MADOGUCHI_EMBEDDING_DIMENSIONS=str(DIMENSIONS),
    )
    if not site.database:
        pytest.skip("web and worker apart need PostgreSQL")
    site.start(apart=True)
    page = f"{site.url}/help/en/search?q=withdraw"
    before = httpx.get(page, timeout=patience.SECONDS)
    assert before.status_code == 200
    until(lambda: _with_meaning(site))
    first = _holder(site.home / "search.sock")
    groups = [process.pid for process in site.processes.values()]
    assert [pid for group in groups for pid in _hold_vectors(group)] == [first], "nobody else holds vectors"

    os.kill(first, 9)
    without = httpx.get(page, timeout=patience.SECONDS)
    assert without.status_code == 200
    assert "<mark>" in without.text, "found by words"
    until(lambda: _with_meaning(site))
    second = _holder(site.home / "search.sock")
    assert second != first
    assert [pid for group in groups for pid in _hold_vectors(group)] == [second]

    site.stop()
    assert not Path(f"/proc/{second}").exists(), "it ends with those who keep it"
