"""WebSocket itself: whole and in parts, slow and wrong, with a known client and by hand."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from madoguchi.live.asgi import SEND_NOW, Receive, Scope, Send
from madoguchi.live.tests.stage import serving
from madoguchi.live.wire.frames import FrameReader, WireError, close_code, framed, unmasked
from madoguchi.live.wire.turns import Turns
from tests import patience

MASK = b"\x11\x22\x33\x44"


def masked(first: int, payload: bytes) -> bytes:
    """A frame of a client, whose first byte is `first`."""
    size = len(payload)
    length = bytes([0x80 | size]) if size < 126 else b"\xfe" + size.to_bytes(2, "big")
    return bytes([first]) + length + MASK + unmasked(payload, MASK)


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    assert (await receive())["type"] == "websocket.connect"
    if scope["path"] == "/closed door":
        await send({"type": "websocket.close"})
        return
    await send({"type": "websocket.accept"})
    while (message := await receive())["type"] == "websocket.receive":
        if message.get("text") == "fail":
            raise RuntimeError("a fault of the application")
        if message.get("text") == "bye":
            await send({"type": "websocket.close", "code": 4001, "reason": "as you wish"})
            return
        await send({**message, "type": "websocket.send"})


@asynccontextmanager
async def by_hand(
    port: int, *, headers: str = "Sec-WebSocket-Version: 13\r\n", key: str = ""
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        (
            "GET /live HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
            f"Sec-WebSocket-Key: {key or 'dGhlIHNhbXBsZSBub25jZQ=='}\r\n{headers}\r\n"
        ).encode()
    )
    try:
        yield reader, writer
    finally:
        writer.close()


async def in_a_hurry(scope: Scope, receive: Receive, send: Send) -> None:
    """Says many frames in one turn, then one that has to wait for its turn, and closes."""
    send_now = scope["extensions"][SEND_NOW]
    await receive()
    assert not send_now(b"before the door is open")
    await send({"type": "websocket.accept"})
    for number in range(100):
        assert send_now(str(number).encode())
    await send({"type": "websocket.send", "text": "100"})
    assert send_now(b"101")
    await send({"type": "websocket.close", "code": 4000})
    assert not send_now(b"after the goodbye")


def test_frames_of_one_turn_come_whole_in_order_and_before_the_goodbye() -> None:
    async def story() -> None:
        async with (
            serving(in_a_hurry) as port,
            connect(f"ws://127.0.0.1:{port}/live", compression=None) as ws,
        ):
            assert [await ws.recv() for _ in range(102)] == [str(number) for number in range(102)]
            with pytest.raises(ConnectionClosed):
                await ws.recv()
            assert ws.close_code == 4000

    asyncio.run(story())


def test_who_does_not_read_is_waited_for() -> None:
    refused: list[int] = []

    async def chatterbox(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        for number in range(10_000):
            if not scope["extensions"][SEND_NOW](b"x" * 10_000):
                refused.append(number)
                return
            await asyncio.sleep(0)

    async def story() -> None:
        async with serving(chatterbox) as port, by_hand(port):
            async with asyncio.timeout(patience.SECONDS):
                while not refused:
                    await asyncio.sleep(0.01)

    asyncio.run(story())
    assert refused[0] < 5_000


def test_a_known_client_is_understood_in_every_size_and_in_parts() -> None:
    async def story() -> None:
        async with serving(echo) as port, connect(f"ws://127.0.0.1:{port}/live", compression=None) as ws:
            for size in (0, 1, 125, 126, 127, 65_535, 65_536, 300_000):
                await ws.send("ü" * size)
                assert await ws.recv() == "ü" * size
                content = os.urandom(size)
                await ws.send(content)
                assert await ws.recv() == content
            await ws.send(["in ", "", "three parts, ", "窓口"])
            assert await ws.recv() == "in three parts, 窓口"
            await (await ws.ping())
            for number in range(200):
                await ws.send(str(number))
            assert [await ws.recv() for _ in range(200)] == [str(number) for number in range(200)]
            await ws.send("bye")
            with pytest.raises(ConnectionClosed):
                await ws.recv()
            assert (ws.close_code, ws.close_reason) == (4001, "as you wish")

    asyncio.run(story())


def test_a_fault_ends_one_socket_and_a_closed_door_is_an_http_answer() -> None:
    async def story() -> None:
        async with serving(echo) as port:
            async with (
                connect(f"ws://127.0.0.1:{port}/live") as one,
                connect(f"ws://127.0.0.1:{port}/") as other,
            ):
                await one.send("fail")
                with pytest.raises(ConnectionClosed):
                    await one.recv()
                await other.send("still here")
                assert await other.recv() == "still here"
            for options, status in (
                ({"headers": "Sec-WebSocket-Version: 8\r\n"}, b"426"),
                ({"key": "c2hvcnQ="}, b"400"),
                ({"key": "!!!!"}, b"400"),
            ):
                async with by_hand(port, **options) as (reader, _):
                    assert (await reader.readline()).split()[1] == status
            with pytest.raises(Exception, match="403"):
                async with connect(f"ws://127.0.0.1:{port}/closed%20door"):
                    pass

    asyncio.run(story())


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (b"\x81\x05hello", 1002),  # not masked
        (masked(0xC1, b"compressed?"), 1002),
        (masked(0x83, b"no such kind"), 1002),
        (masked(0x80, b"a part of nothing"), 1002),
        (masked(0x01, b"a part") + masked(0x81, b"and another beginning"), 1002),
        (masked(0x09, b"half a ping"), 1002),
        (masked(0x89, b"x" * 126), 1002),
        (masked(0x81, b"\xff\xfe"), 1007),
        (masked(0x88, b"\x03"), 1002),
        (masked(0x88, (1005).to_bytes(2, "big")), 1002),
        (b"\x81\xff" + (1 << 40).to_bytes(8, "big") + MASK, 1009),
    ],
)
def test_whoever_breaks_the_protocol_is_told_so_and_put_out(sent: bytes, code: int) -> None:
    async def story() -> None:
        async with serving(echo) as port, by_hand(port) as (reader, writer):
            assert b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" in await reader.readuntil(b"\r\n\r\n")
            for byte in masked(0x81, b"slowly"):  # however it is cut
                writer.write(bytes([byte]))
                await asyncio.sleep(0.001)
            assert await reader.readexactly(8) == framed(1, b"slowly")
            writer.write(sent)
            heard = await asyncio.wait_for(reader.read(), 90)
            assert heard[:1] == b"\x88"
            assert int.from_bytes(heard[2:4], "big") == code

    asyncio.run(story())


def test_parts_are_counted_together() -> None:
    reader = FrameReader(limit=100)
    assert list(reader.feed(masked(0x01, b"x" * 60) + masked(0x89, b"between"))) == [(9, b"between")]
    for _ in range(1000):
        assert list(reader.feed(masked(0x00, b""))) == []
    with pytest.raises(WireError) as caught:
        list(reader.feed(masked(0x00, b"x" * 41)))
    assert caught.value.code == 1009
    assert close_code(b"") == 1005


def test_newcomers_begin_a_few_a_round_and_whoever_is_here_comes_between() -> None:
    async def story() -> None:
        turns, seen = Turns(at_once=3), []

        def begins(number: int) -> Callable[[], None]:
            return lambda: seen.append(number)

        for number in range(7):
            turns.wait(begins(number))
        rounds = []
        while len(seen) < 7:
            await asyncio.sleep(0)
            rounds.append(len(seen))
        assert seen == list(range(7))
        assert max(b - a for a, b in zip([0, *rounds], rounds, strict=False)) <= 3

    asyncio.run(story())
