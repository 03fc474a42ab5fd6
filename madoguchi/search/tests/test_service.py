"""One process holds the model, the others ask it: over a real socket, in real processes where one is killed."""

from __future__ import annotations

import asyncio
import os
import socket
import stat
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from madoguchi.search.contract import Found, Hit, Query
from madoguchi.search.queries import search_articles
from madoguchi.search.service import asking, place, server
from madoguchi.search.service.asking import Away
from madoguchi.search.service.client import Client
from madoguchi.search.service.keeper import Keeper
from madoguchi.search.service.wire import HEADER, Reply, Request, framed, reply_of
from madoguchi.search.tests.shelf_of_articles import fill, keys
from tests import patience
from tests.patience import until

FOUND = Found(hits=(Hit("a", "ja", "出金", 1.5, "ウォレット", marks=((0, 2),)),), did_you_mean="出金", ms=2.0)


def client(path: Path, seconds: float = patience.SECONDS) -> Client:
    return Client(path, seconds=seconds, characters=400)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "s.sock"


@pytest.fixture
def heard() -> list[Request]:
    return []


@pytest.fixture
def running(
    path: Path, heard: list[Request], monkeypatch: pytest.MonkeyPatch
) -> Iterator[asyncio.AbstractEventLoop]:
    """The server as it is, but what it finds is told beforehand: its threads have a database of their own."""

    def answer(request: Request) -> Reply:
        heard.append(request)
        if request.query and request.query.text == "slow":
            time.sleep(0.5)
        return Reply(made=3) if request.does == "embed" else Reply(found=FOUND)

    monkeypatch.setattr(server, "answer", answer)
    monkeypatch.setattr(server, "warm", lambda: None)
    loop = asyncio.new_event_loop()
    serving = loop.create_task(server.Server(path, threads=2).run())
    thread = threading.Thread(target=lambda: loop.run_until_complete(asyncio.wait({serving})))
    thread.start()
    until(lambda: _answers(path))
    yield loop
    loop.call_soon_threadsafe(serving.cancel)
    thread.join()
    loop.close()


def _answers(path: Path) -> bool:
    """A file of that name is there a moment before anybody listens."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        return line.connect_ex(str(path)) == 0


@pytest.mark.usefixtures("running")
def test_a_question_and_its_answer_arrive_whole(path: Path, heard: list[Request]) -> None:
    asks = client(path)
    assert asks.search(Query("出\ud800金", "ja", audiences=frozenset({"public", "vip"}))) == FOUND
    assert asks.search(Query("x" * 100_000, "en")) == FOUND
    assert asks.embed(4) == 3
    assert heard[0].query is not None
    assert heard[0].query.audiences == {"public", "vip"}
    assert heard[1].query is not None
    assert len(heard[1].query.text) == 400


@pytest.mark.usefixtures("running")
def test_nobody_else_may_open_it(path: Path, monkeypatch: pytest.MonkeyPatch, heard: list[Request]) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    monkeypatch.setattr(server, "peer", lambda _: 4711)
    with pytest.raises(Away):
        client(path).search(Query("withdraw", "en"))
    assert heard == []


@pytest.mark.usefixtures("running")
def test_mallory_sends_nonsense_and_only_his_connection_ends(path: Path, heard: list[Request]) -> None:
    with socket.socket(socket.AF_UNIX) as mallory:
        mallory.settimeout(10)
        mallory.connect(str(path))
        mallory.sendall(HEADER.pack(3) + b"\xc1\xff\x00")
        size = HEADER.unpack(mallory.recv(4))[0]
        assert "not understood" in reply_of(mallory.recv(size)).error
        mallory.sendall(HEADER.pack(2**31))
        assert mallory.recv(1) == b"", "too long: the connection ends, nothing is kept"
    with socket.socket(socket.AF_UNIX) as mallory:
        mallory.settimeout(10)
        mallory.connect(str(path))
        mallory.sendall(framed(Request("search", query=Query("x", "en"), version=99)))
        size = HEADER.unpack(mallory.recv(4))[0]
        assert "version" in reply_of(mallory.recv(size)).error
    assert heard == []
    assert client(path).search(Query("withdraw", "en")) == FOUND


@pytest.mark.usefixtures("running")
def test_a_slow_answer_is_not_waited_for(path: Path, heard: list[Request]) -> None:
    asks = client(path, seconds=0.1)
    for _ in range(3):
        with pytest.raises(Away):
            asks.search(Query("slow", "en"))
    assert len(heard) <= 1, "for a second nobody waits again"


def test_without_the_service_marta_finds_by_words(db: None, path: Path) -> None:
    fill("es")
    asking.ask(client(path))
    try:
        assert keys(search_articles(Query("retirar", "es"))) == ["withdraw-es"]
    finally:
        asking.ask(None)


def test_a_long_folder_name_gets_a_short_socket(settings: object, tmp_path: Path) -> None:
    settings.SEARCH_SOCKET = str(tmp_path / ("x" * 200) / "s.sock")  # type: ignore[attr-defined]
    found = place.socket_path()
    assert len(os.fsencode(found)) < 100
    place.private_folder(found)
    assert stat.S_IMODE(found.parent.stat().st_mode) == 0o700


HOLDS = """
import os, sys
from pathlib import Path
from madoguchi.search.service.place import handed_over, take
path = Path(sys.argv[1])
handed_over(int(sys.argv[2]))
assert take(path) is None
with open(f"{path}.pids", "a") as said: said.write(f"{os.getpid()}\\n")
sys.stdin.read()
"""


def test_a_killed_service_comes_back_and_two_keepers_start_one(path: Path) -> None:
    said = Path(f"{path}.pids")
    keepers = [Keeper(path, [sys.executable, "-c", HOLDS, str(path)], lambda: True) for _ in range(2)]

    def started() -> list[str]:
        return said.read_text().splitlines() if said.exists() else []

    for one in keepers:
        one.start()
    try:
        until(started)
        assert place.take(path) is None
        os.kill(int(started()[0]), 9)
        until(lambda: len(started()) > 1)
    finally:
        for one in keepers:
            one.stop()
    assert len(set(started())) == 2, "one, and one after it"
    lock = place.take(path)
    assert lock is not None, "nothing is left behind"
    os.close(lock)
