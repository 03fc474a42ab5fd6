"""Forms sent to addresses that people typed in never reach our own network."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

from madoguchi.core.guarded_post import ANSWER_BYTES, NoAnswer, NotAsked, checked_address, post_form

INSIDE = ["127.0.0.1"]


class Handler(BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_POST(self) -> None:
        Handler.asked.append(f"{self.path} {self.headers['Host']}")
        body = (
            b"x" * (ANSWER_BYTES + 1) if self.path == "/large" else b"[]" if self.path == "/list" else b"{}"
        )
        if self.path == "/deep":
            body = b"[" * 60_000
        if self.path == "/echo":
            form = self.rfile.read(int(self.headers["Content-Length"])).decode()
            body = json.dumps({"form": form, "sign_in": self.headers["Authorization"]}).encode()
        self.send_response(302 if self.path == "/moved" else 200)
        self.send_header("Location", "/inside")
        self.send_header("Content-Length", str(len(body) + (200 if self.path == "/slow" else 0)))
        self.end_headers()
        if self.path == "/slow":
            self._trickle()
        else:
            self.wfile.write(body)

    def _trickle(self) -> None:
        with suppress(OSError):  # until the other side has had enough
            for _ in range(200):
                self.wfile.write(b" ")
                time.sleep(0.05)

    def do_GET(self) -> None:
        Handler.asked.append(self.path)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    Handler.asked.clear()
    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{listening.server_port}"
    listening.shutdown()
    listening.server_close()


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/token",
        "https://localhost/token",
        "https://10.1.2.3/token",
        "https://192.168.1.1/token",
        "https://169.254.169.254/latest/meta-data",
        "https://100.64.0.1/token",
        "https://0.0.0.0/token",
        "https://[::1]/token",
        "https://[::ffff:127.0.0.1]/token",
        "https://[fd00::1]/token",
        "https://[2002:7f00:1::]/token",
        "https://[64:ff9b::a9fe:a9fe]/token",
        "https://2130706433/token",
        "https://224.0.0.1/token",
        "http://example.com/token",
        "ftp://example.com/token",
        "file:///etc/passwd",
        "https:///token",
        "",
    ],
)
def test_what_is_not_public_or_not_https_is_not_asked(url: str) -> None:
    with pytest.raises(NotAsked):
        checked_address(urlsplit(url), inside=[])


def test_public_addresses_and_named_hosts_are_asked() -> None:
    assert checked_address(urlsplit("https://1.1.1.1/token"), inside=[]) == "1.1.1.1"
    assert checked_address(urlsplit("http://127.0.0.1:8080/token"), inside=INSIDE) == "127.0.0.1"


@pytest.mark.parametrize("url", ["https://[1.1.1.1/token", "https://[::zz]/token"])
def test_an_address_that_cannot_be_read_is_not_asked(url: str) -> None:
    with pytest.raises(NotAsked):
        post_form(url, {}, inside=[], seconds=5)


def test_an_answer_that_trickles_is_given_up(server: str) -> None:
    with pytest.raises(NoAnswer, match="takes more than 1 s"):
        post_form(f"{server}/slow", {}, inside=INSIDE, seconds=1)


def test_the_form_arrives_and_the_answer_is_read(server: str) -> None:
    answer = post_form(f"{server}/echo", {"a": "1 & 2"}, inside=INSIDE, seconds=5, sign_in=("me", "secret"))
    assert answer.status == 200
    assert answer.body == {"form": "a=1+%26+2", "sign_in": "Basic bWU6c2VjcmV0"}
    assert Handler.asked == [f"/echo {server.removeprefix('http://')}"]


@pytest.mark.parametrize("path", ["/large", "/list", "/deep"])
def test_an_answer_that_is_no_small_object_is_none(server: str, path: str) -> None:
    with pytest.raises(NoAnswer):
        post_form(f"{server}{path}", {}, inside=INSIDE, seconds=5)


def test_a_redirect_is_not_followed(server: str) -> None:
    assert post_form(f"{server}/moved", {}, inside=INSIDE, seconds=5).status == 302
    assert "/inside" not in Handler.asked
