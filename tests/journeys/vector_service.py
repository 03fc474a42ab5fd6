"""A service of vectors of the OpenAI kind, for stories; what it answers, and when, is the story's."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Vector = list[float]


class VectorService(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, vectors: Callable[[list[str]], list[Vector]]) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.vectors = vectors

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Answer(BaseHTTPRequestHandler):
    server: VectorService

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        found = self.server.vectors(asked["input"])
        data = [{"index": at, "embedding": vector} for at, vector in enumerate(found)]
        body = json.dumps({"object": "list", "data": data}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(vectors: Callable[[list[str]], list[Vector]]) -> Iterator[VectorService]:
    server = VectorService(vectors)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
