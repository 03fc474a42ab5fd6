"""A service on this machine that speaks OpenAI's chat request, for stories about machine translation."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def translated(text: str) -> str:
    """Every passage with a word of the target language before it: a translation that is easy to know again."""
    return json.dumps({key: f"訳 {passage}" for key, passage in json.loads(text).items()}, ensure_ascii=False)


class ChatService(ThreadingHTTPServer):
    """`answer` makes a text of the user's message; `status` other than 200 refuses."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer: Callable[[str], str] = translated
        self.status = 200
        self.end = "stop"
        self.seen: list[tuple[str, dict[str, str], dict]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        service = self.server
        service.seen.append((self.path, dict(self.headers), asked))
        if service.status == 200:
            text = service.answer(asked["messages"][-1]["content"])
            choice = {
                "index": 0,
                "message": {"role": "assistant", "content": text},
                "finish_reason": service.end,
            }
            body = json.dumps({"object": "chat.completion", "choices": [choice]}).encode()
        else:
            body = b'{"error": {"message": "no"}}'
        self.send_response(service.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def chat_service() -> Iterator[ChatService]:
    service = ChatService()
    thread = threading.Thread(target=service.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield service
    finally:
        service.shutdown()
        service.server_close()
        thread.join()
