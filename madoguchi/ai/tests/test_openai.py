"""Otto lets a service of the company make the vectors; it has good days and bad ones."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from madoguchi.ai.contract import EmbeddingError
from madoguchi.ai.providers.address import AddressRefused, resolve
from madoguchi.ai.providers.openai import OpenAI
from madoguchi.ai.queries import embedding_models


class Service(ThreadingHTTPServer):
    """Answers what the story says, first to last; the last answer stays."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: list[tuple[int, dict[str, str], bytes | None]] = [(200, {}, None)]
        self.seen: list[tuple[str, dict[str, str], dict]] = []
        self.wait = 0.0


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.seen.append((self.path, dict(self.headers), asked))
        time.sleep(self.server.wait)
        answers = self.server.answers
        status, headers, body = answers.pop(0) if len(answers) > 1 else answers[0]
        body = vectors(asked["input"]) if body is None else body
        try:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def log_message(self, *_: object) -> None:
        pass


def vectors(texts: list[str], *, width: int = 4) -> bytes:
    """Each text's vector tells its length; in another order than asked, as services may."""
    entries = [
        {"index": at, "embedding": [float(len(text)), 1.0, 0.0, 0.0][:width]} for at, text in enumerate(texts)
    ]
    return json.dumps({"object": "list", "data": entries[::-1]}).encode()


@pytest.fixture
def service():
    server = Service()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def client(service, **changes) -> OpenAI:
    given = {
        "url": f"http://127.0.0.1:{service.server_port}/v1",
        "model": "small",
        "key": "sk-secret",
        "dimensions": 4,
        "seconds": 5.0,
        "attempts": 3,
        "batch": 2,
        "characters": 100,
    }
    return OpenAI(**given | changes)


def test_vectors_come_back_in_the_order_of_the_texts_and_of_length_one(service):
    got = client(service).passages(["a", "bbb", "cc"])
    assert got.dtype == np.float32
    assert got.shape == (3, 4)
    assert np.allclose(np.linalg.norm(got, axis=1), 1)
    assert np.allclose(got[:, 0] / got[:, 1], [1, 3, 2])
    path, headers, asked = service.seen[0]
    assert path == "/v1/embeddings"
    assert headers["Authorization"] == "Bearer sk-secret"
    assert asked["model"] == "small"
    assert [len(entry[2]["input"]) for entry in service.seen] == [2, 1]


def test_a_busy_service_is_asked_again_when_it_says(service):
    service.answers = [(429, {"Retry-After": "1"}, b"{}"), (200, {}, None)]
    started = time.monotonic()
    assert client(service).queries(["hello"]).shape == (1, 4)
    assert time.monotonic() - started >= 0.9
    assert len(service.seen) == 2


def test_one_that_stays_busy_longer_than_we_wait_is_given_up_at_once(service):
    service.answers = [(429, {"Retry-After": "3600"}, b"{}")]
    started = time.monotonic()
    with pytest.raises(EmbeddingError, match="429"):
        client(service).queries(["hello"])
    assert time.monotonic() - started < 3


def test_a_broken_service_is_asked_as_often_as_set(service):
    service.answers = [(500, {}, b"oops")]
    with pytest.raises(EmbeddingError, match="500"):
        client(service, attempts=2).queries(["hello"])
    assert len(service.seen) == 2


@pytest.mark.parametrize("status", [400, 401, 403, 404, 301, 302])
def test_a_refusal_and_a_redirect_are_not_repeated_or_followed(service, status):
    service.answers = [(status, {"Location": f"http://127.0.0.1:{service.server_port}/elsewhere"}, b"{}")]
    with pytest.raises(EmbeddingError, match=str(status)):
        client(service).queries(["hello"])
    assert [entry[0] for entry in service.seen] == ["/v1/embeddings"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b"null",
        b'{"data": null}',
        b'{"data": []}',
        b'{"data": [{"index": 7, "embedding": [1, 0, 0, 0]}]}',
        b'{"data": [{"index": 0, "embedding": "AAAA"}]}',
        b'{"data": [{"index": 0, "embedding": [1, "x", 0, 0]}]}',
        b'{"data": [{"index": 0, "embedding": [0, 0, 0, 0]}]}',
        b'{"data": [{"index": 0, "embedding": [NaN, 0, 0, 0]}]}',
        b'{"data": [{"index": [], "embedding": [1, 0, 0, 0]}]}',
        b'{"data": [{"index": 0, "embedding": [1e999, 0, 0, 0]}]}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_nonsense_is_an_error_in_plain_words(service, body):
    service.answers = [(200, {}, body)]
    with pytest.raises(EmbeddingError, match="embeddings service"):
        client(service).queries(["hello"])


def test_vectors_of_another_size_are_refused_with_both_sizes(service):
    service.answers = [(200, {}, vectors(["hello"], width=3))]
    with pytest.raises(EmbeddingError, match=r"3 numbers.*says 4"):
        client(service).queries(["hello"])


def test_an_endless_answer_is_cut_off(service):
    service.answers = [(200, {}, b" " * 3_000_000)]
    with pytest.raises(EmbeddingError, match="too much"):
        client(service).queries(["hello"])


def test_a_silent_service_costs_no_more_than_the_time_set(service):
    service.wait = 2.0
    started = time.monotonic()
    with pytest.raises(EmbeddingError, match="in time"):
        client(service, seconds=0.5).queries(["hello"])
    assert time.monotonic() - started < 1.5


def test_nobody_there_is_said(service):
    with pytest.raises(EmbeddingError, match="could not be reached"):
        client(service, url="http://127.0.0.1:1/v1", attempts=1).queries(["hello"])


def test_hostile_texts_arrive_clean_and_short(service):
    client(service, batch=10).queries(["", " \0 ", "\ud800", "x" * 1_000_000])
    assert service.seen[0][2]["input"] == [".", ".", "?", "x" * 100]


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest",
        "http://[fe80::1]/v1",
        "http://0.0.0.0/v1",
        "http://[::ffff:169.254.169.254]/v1",
        "https://224.0.0.1/v1",
        "http://93.184.216.34/v1",
        "ftp://127.0.0.1/v1",
        "http://user:password@127.0.0.1/v1",
        "http:///v1",
        "http://127.0.0.1:99999/v1",
        "file:///etc/passwd",
    ],
)
def test_addresses_where_no_service_can_be_are_refused(service, url):
    with pytest.raises(AddressRefused):
        resolve(url)
    with pytest.raises(EmbeddingError, match="MADOGUCHI_EMBEDDING_URL"):
        client(service, url=url).queries(["hello"])


def test_a_name_is_looked_up_once_and_then_meant(service):
    found = resolve(f"http://localhost:{service.server_port}/v1/")
    assert found.url in (
        f"http://127.0.0.1:{service.server_port}/v1",
        f"http://[::1]:{service.server_port}/v1",
    )
    assert found.host == "localhost"


def test_the_settings_choose_it_and_a_missing_one_is_named(settings, service):
    settings.EMBEDDINGS = "openai"
    settings.EMBEDDING_URL = f"http://127.0.0.1:{service.server_port}/v1"
    settings.EMBEDDING_MODEL = "small"
    with pytest.raises(EmbeddingError, match="MADOGUCHI_EMBEDDING_DIMENSIONS"):
        embedding_models()
    settings.EMBEDDING_DIMENSIONS = 4
    found = embedding_models()
    assert found is not None
    assert found.short is None
    assert found.text.queries(["hi"]).shape == (1, 4)
    assert "sk-secret" not in found.text.name
