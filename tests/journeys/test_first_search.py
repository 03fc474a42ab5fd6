"""Whoever searches first after a start waits for no model: it is loaded when nobody waits, and until then words do."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from tests.site_server import Site

DIMENSIONS = 8
SOON = 15.0
"""Seconds; the service of this test answers nothing for longer than that, unless it is let go."""


class Slow(ThreadingHTTPServer):
    """A service of vectors, as slow as a model that is being loaded."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.asked: list[str] = []
        self.may_answer = threading.Event()


class Answer(BaseHTTPRequestHandler):
    server: Slow

    def do_POST(self) -> None:
        texts = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["input"]
        self.server.asked += texts
        self.server.may_answer.wait(60)
        data = [{"index": at, "embedding": [1.0] * DIMENSIONS} for at in range(len(texts))]
        body = json.dumps({"object": "list", "data": data}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def slow() -> Iterator[Slow]:
    server = Slow()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield server
    server.may_answer.set()
    server.shutdown()
    server.server_close()


def test_the_first_reader_waits_for_no_model(new_site: Callable[..., Site], slow: Slow) -> None:
    site = new_site(
        MADOGUCHI_EMBEDDINGS="openai",
        MADOGUCHI_EMBEDDING_URL=f"http://127.0.0.1:{slow.server_port}/v1",
        MADOGUCHI_EMBEDDING_MODEL="slow",
        MADOGUCHI_EMBEDDING_DIMENSIONS=str(DIMENSIONS),
    ).start()
    assert _marked(site, "withdraw"), "found by words, at once"
    _until(lambda: "?" in slow.asked)
    assert _marked(site, "deposit"), "also while the model is being loaded"
    assert not {"withdraw", "deposit"} & set(slow.asked)
    slow.may_answer.set()
    _until(lambda: _marked(site, "fees") and "fees" in slow.asked)


def _marked(site: Site, word: str) -> bool:
    found = httpx.get(f"{site.url}/help/en/search", params={"q": word}, timeout=SOON)
    assert found.status_code == 200
    return "<mark>" in found.text


def _until(true: Callable[[], object], seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)
