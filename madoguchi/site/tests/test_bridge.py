"""Django behind the bridge, asked over real sockets."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress

import httpx
import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.db.backends.signals import connection_created

from madoguchi.live.tests.stage import serving
from madoguchi.site.bridge import Bridge
from madoguchi.site.tests.wsgi_stories import STREAM

LIMIT = 1_000_000


@pytest.fixture(autouse=True)
def _pages(settings):
    settings.ROOT_URLCONF = "madoguchi.site.tests.wsgi_stories"
    settings.ALLOWED_HOSTS = ["127.0.0.1"]


@asynccontextmanager
async def asking(*, threads: int = 4, scope_extra: dict[str, object] | None = None, **options):
    with ThreadPoolExecutor(threads) as pool:
        bridge = Bridge(get_wsgi_application(), pool, **{"body_bytes": LIMIT, **options})

        async def app(scope, receive, send):
            await bridge({**scope, **(scope_extra or {})}, receive, send)

        async with serving(app) as port, httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            yield client
        for _ in range(threads * 4):
            pool.submit(connections.close_all)


@pytest.mark.django_db(transaction=True)
def test_thirty_pages_open_one_database_connection(settings):
    async def story() -> None:
        opened: list[object] = []

        def created(**facts: object) -> None:
            opened.append(facts["connection"])

        connection_created.connect(created)
        try:
            async with asking(threads=1) as client:
                answers = [(await client.get("/count")).json() for _ in range(30)]
        finally:
            connection_created.disconnect(created)
        assert {answer["users"] for answer in answers} == {0}
        assert len(opened) == 1
        assert settings.DATABASES["default"]["CONN_MAX_AGE"] is None

    asyncio.run(story())


def test_a_request_arrives_as_it_was_sent():
    async def story() -> None:
        async with asking() as client:
            headers = [("X-Twice", "1"), ("X-Twice", "2"), ("X_Shadow", "forged"), ("Cookie", "k=v")]
            headers += [("X-Forwarded-For", "6.6.6.6"), ("X-Forwarded-Proto", "https")]
            response = await client.post(
                "/窓口/echo?q=%E7%AA%93&x=1", content=b"b" * 300_000, headers=headers
            )
            got = response.json()
            assert got == {
                "method": "POST", "path": "/窓口/echo", "query": "q=%E7%AA%93&x=1", "length": 300_000, "script": "",
                "address": "127.0.0.1", "secure": False, "twice": "1,2", "shadow": None, "cookies": {"k": "v"},
            }  # fmt: skip
            assert len(response.headers.get_list("set-cookie")) == 2

            async def pieces():
                for _ in range(10):
                    yield b"c" * 1_000

            assert (await client.post("/echo", content=pieces())).json()["length"] == 10_000

    asyncio.run(story())


def test_a_trusted_proxy_is_believed(settings):
    settings.TRUSTED_PROXIES = ["127.0.0.0/8"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    async def story() -> None:
        async with asking(scope_extra={"root_path": "/desk"}) as client:
            headers = {"X-Forwarded-For": "6.6.6.6, 203.0.113.7", "X-Forwarded-Proto": "https"}
            got = (await client.get("/desk/echo", headers=headers)).json()
            assert (got["address"], got["secure"], got["script"]) == ("203.0.113.7", True, "/desk")

    asyncio.run(story())


def test_a_body_over_the_limit_is_refused_whether_announced_or_not():
    async def story() -> None:
        async with asking() as client:

            async def pieces():
                for _ in range(LIMIT // 10_000 + 5):
                    yield b"c" * 10_000

            for content in (b"x" * (LIMIT + 1), pieces()):
                response = await client.post("/echo", content=content)
                assert response.status_code == 413
                assert response.json()["limit"] == LIMIT
                assert response.headers["content-type"] == "application/problem+json"
            assert (await client.post("/echo", content=b"x" * LIMIT)).json()["length"] == LIMIT

    asyncio.run(story())


def test_a_body_that_does_not_arrive_holds_no_thread():
    async def story() -> None:
        async with asking(threads=1, body_seconds=1.0) as client:

            async def never():
                yield b"x"
                await asyncio.sleep(5)
                yield b"x"

            slow = asyncio.create_task(client.post("/echo", content=never()))
            await asyncio.sleep(0.1)
            assert (await client.get("/echo")).status_code == 200
            with suppress(httpx.TransportError):  # the client may still be writing when the server has closed
                assert (await slow).status_code == 408

    asyncio.run(story())


def test_head_has_the_headers_and_no_body():
    async def story() -> None:
        async with asking() as client:
            for path in ("/echo", "/file", "/stream?pieces=5"):
                response = await client.head(path)
                assert (response.status_code, response.content) == (200, b"")
            assert (await client.head("/file")).headers["content-length"] == "1000000"
            assert (await client.get("/echo")).json()["method"] == "GET"  # the connection is still in step

    asyncio.run(story())


def test_a_stream_flows_and_stops_when_the_reader_leaves():
    async def story() -> None:
        async with asking() as client:
            response = await client.get("/stream?pieces=50")
            assert len(response.content) == 50 * 65_536
            async with client.stream("GET", "/stream?pieces=100000") as endless:
                async for _ in endless.aiter_bytes(65_536):
                    break
            assert await asyncio.to_thread(STREAM["closed"].wait, 10)
            assert STREAM["made"] < 1_000

    asyncio.run(story())


def test_a_slow_download_of_a_file_holds_no_thread():
    async def story() -> None:
        async with asking(threads=1) as client, client.stream("GET", "/file") as download:
            chunks = download.aiter_bytes(1_000)
            assert await anext(chunks) == b"0123456789" * 100
            assert (await client.get("/echo")).status_code == 200
            rest = b"".join([chunk async for chunk in chunks])
            assert len(rest) == 999_000

    asyncio.run(story())


@pytest.mark.django_db(transaction=True)
def test_half_a_page_is_never_taken_for_a_whole_one():
    async def story() -> None:
        async with asking() as client:
            with pytest.raises(httpx.RemoteProtocolError):
                await client.get("/fails")
            assert (await client.get("/nowhere")).status_code == 404

    asyncio.run(story())


def test_more_than_can_wait_is_told_so():
    async def story() -> None:
        async with asking(waiting=0) as client:
            response = await client.get("/echo")
            assert (response.status_code, response.headers["retry-after"]) == (503, "2")

    asyncio.run(story())
