"""A real server in front of the test's database, and visitors who speak the widget's protocol to it."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from django.core.cache import cache
from websockets.asyncio.client import ClientConnection, connect

from madoguchi.live.tests.stage import serving
from madoguchi.site.doors import build_doors
from madoguchi.site.pool import in_thread, pool
from tests import patience
from tests.cast import Cast

SITE = "https://hoshi.example"


@dataclass
class Guest:
    """A visitor's browser: what it was told, and one socket."""

    http: httpx.AsyncClient
    session: dict[str, Any]
    socket: ClientConnection | None = None
    heard: list[dict[str, Any]] = field(default_factory=list)

    @property
    def token(self) -> str:
        return str(self.session["token"])

    async def say(self, **frame: Any) -> None:
        assert self.socket
        await self.socket.send(json.dumps(frame))

    async def hear(
        self, kind: str, *, where: Callable[[dict[str, Any]], bool] = lambda f: True
    ) -> dict[str, Any]:
        """The next frame of that type; what came before it is kept in `heard`."""
        assert self.socket
        async with asyncio.timeout(patience.SECONDS):
            while True:
                frame = json.loads(await self.socket.recv())
                self.heard.append(frame)
                if frame["t"] == kind and where(frame):
                    return dict(frame)

    async def send(self, text: str, *, c: str | None = None, id: str = "", **more: Any) -> dict[str, Any]:
        """Say something and wait for what becomes of it: ack or refused."""
        assert self.socket
        id = id or str(uuid.uuid4())
        await self.say(t="send", id=id, c=c, text=text, files=more.pop("files", []), **more)
        async with asyncio.timeout(patience.SECONDS):
            while True:
                frame = json.loads(await self.socket.recv())
                self.heard.append(frame)
                if frame["t"] in ("ack", "refused") and frame.get("id") == id:
                    return dict(frame)

    async def settled(self) -> list[dict[str, Any]]:
        """All that has come until an answer to a question asked now."""
        await self.say(t="ping")
        await self.hear("pong")
        return self.heard

    async def post(self, path: str, body: dict[str, Any], **headers: str) -> httpx.Response:
        bearer = {"Authorization": f"Bearer {self.token}", "Origin": SITE}
        return await self.http.post(f"/chat/{path}", json=body, headers=bearer | headers)


@dataclass
class Stage:
    cast: Cast
    url: str
    http: httpx.AsyncClient

    async def session(self, **ask: Any) -> dict[str, Any]:
        body = {"inbox": self.cast.chat.address, "lang": "ja"} | ask
        answer = await self.http.post("/chat/session", json=body, headers={"Origin": SITE})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    @asynccontextmanager
    async def visitor(self, session: dict[str, Any] | None = None, **ask: Any) -> AsyncIterator[Guest]:
        """Somebody opens the chat; with `session`, the same one as before."""
        guest = Guest(self.http, session or await self.session(**ask))
        async with connect(self.live, origin=SITE, compression=None) as socket:  # type: ignore[arg-type]
            guest.socket = socket
            await guest.say(t="hello", token=guest.token, lang=guest.session["lang"])
            await guest.hear("welcome")
            yield guest

    @property
    def live(self) -> str:
        return self.url.replace("http", "ws") + "/live"

    async def ada_answers(self, reference: str, text: str, **more: Any) -> Any:
        return await in_thread(self.cast.answers, self.cast.ada, reference, text, **more)

    async def run(self, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Look into the database, or act in it, as any other thread of the server does."""
        return await in_thread(work, *args, **kwargs)


@asynccontextmanager
async def stage(cast: Cast) -> AsyncIterator[Stage]:
    cache.clear()
    try:
        async with serving(build_doors(embedded=True), lifespan="on") as port:
            url = f"http://127.0.0.1:{port}"
            async with httpx.AsyncClient(base_url=url, timeout=patience.SECONDS) as http:
                yield Stage(cast, url, http)
    finally:
        pool().shutdown()  # their connections close with the threads
        pool.cache_clear()


def play(cast: Cast, story: Callable[[Stage], Any]) -> None:
    """Run a story with the server up."""

    async def whole() -> None:
        async with stage(cast) as s:
            await story(s)

    asyncio.run(whole())
