"""The widget's plain requests: session, files, and what the socket does where none comes through."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial, wraps
from typing import Any, TypeVar

import msgspec
from django.conf import settings
from django.utils import translation

from madoguchi.channels.website_chat import cors, reading, session, upload
from madoguchi.channels.website_chat.doors import DOORS, Door
from madoguchi.channels.website_chat.frames import Ack, Refused, Send, Watch
from madoguchi.channels.website_chat.sending import InThread, send
from madoguchi.channels.website_chat.visitors import Visitor, present
from madoguchi.channels.website_chat.words import SAID
from madoguchi.core.rate import allow
from madoguchi.files.inspect import Refusal
from madoguchi.languages import to_supported
from madoguchi.live import http
from madoguchi.live.asgi import Receive, Scope
from madoguchi.live.asgi import Send as Reply

JSON_BYTES = 65_536
AROUND_A_FILE = 8_192


class Told(Exception):
    """What is wrong with a request: a key of words.SAID, or a text of its own."""

    def __init__(self, status: int, why: str, *, text: str = "", retry_after: float | None = None) -> None:
        super().__init__(why)
        self.status, self.why, self.text, self.retry_after = status, why, text, retry_after


Routes = TypeVar("Routes", bound="ChatRoutes")
Work = Callable[[Routes, Scope, Receive], Awaitable[Any]]


def answered(work: Work[Routes]) -> Callable[[Routes, Scope, Receive, Reply], Awaitable[None]]:
    """A request of the widget: what the work returns is the answer, what it raises is said as a problem."""

    @wraps(work)
    async def asked(routes: Routes, scope: Scope, receive: Receive, reply: Reply) -> None:
        await routes.answer(scope, receive, reply, partial(work, routes))

    return asked


class ChatRoutes:
    """`in_thread` comes from the wiring: the threads are the server's."""

    def __init__(self, *, in_thread: InThread) -> None:
        self._in_thread = in_thread

    async def answer(
        self, scope: Scope, receive: Receive, reply: Reply, work: Callable[[Scope, Receive], Awaitable[Any]]
    ) -> None:
        """CORS around one request, and what goes wrong with it as a problem document in the reader's language."""
        if DOORS.is_old:
            await self._in_thread(DOORS.refresh)
        origin = cors.foreign_origin(scope)
        if not cors.allowed(origin):
            await http.problem(reply, 403, _said(scope, "origin"), headers=cors.headers(""))
            return
        if scope["method"] == "OPTIONS":
            await _empty(reply, cors.preflight(origin))
            return
        headers = cors.headers(origin)
        if scope["method"] != "POST":
            await http.problem(reply, 405, headers=[*headers, (b"allow", b"POST, OPTIONS")])
            return
        try:
            await http.respond_json(reply, await work(scope, receive), headers=headers)
        except http.Disconnected:
            return
        except http.TooLarge:
            await http.problem(reply, 413, _said(scope, "large"), headers=headers)
        except msgspec.MsgspecError as error:
            await http.problem(reply, 400, _said(scope, "unreadable"), headers=headers, errors=[str(error)])
        except Told as told:
            await http.problem(
                reply,
                told.status,
                told.text or _said(scope, told.why),
                headers=[*headers, *_retry(told)],
                **({"retry_after": told.retry_after} if told.retry_after else {}),
            )

    async def pace(self, what: str, who: object, rate: str) -> None:
        """Raises Told where he asks more often than the rate."""
        if wait := await self._in_thread(allow, f"{what}:{who}", rate):
            raise Told(429, "wait", retry_after=wait)

    @answered
    async def session(self, scope: Scope, receive: Receive) -> dict[str, Any]:
        ask = await http.read_json(receive, session.Ask, limit=JSON_BYTES)
        await self.pace("chat-session", http.client_address(scope), settings.RATE_SESSION)
        found: dict[str, Any] = await self._in_thread(_open, ask, cors.foreign_origin(scope))
        return found

    @answered
    async def send(self, scope: Scope, receive: Receive) -> Ack | Refused:
        visitor = visiting(scope)
        frame = await http.read_json(receive, Send, limit=JSON_BYTES)
        answered: asyncio.Future[Ack | Refused] = asyncio.get_running_loop().create_future()
        await send(
            frame,
            visitor,
            lang=_language(scope),
            address=http.client_address(scope),
            in_thread=self._in_thread,
            answer=lambda said: None if answered.done() else answered.set_result(said),
        )
        return await answered

    @answered
    async def watch(self, scope: Scope, receive: Receive) -> Any:
        visitor = visiting(scope)
        frame = await http.read_json(receive, Watch, limit=JSON_BYTES)
        question = reading.Question(visitor.reader(), frame, _language(scope))
        return (await self._in_thread(reading.sync, [question]))[0]

    @answered
    async def files(self, scope: Scope, receive: Receive) -> dict[str, Any]:
        visitor = visiting(scope)
        await self.pace("chat-upload", visitor.identity_id, settings.RATE_UPLOAD)
        body = await http.read_body(receive, limit=settings.FILE_BYTES + AROUND_A_FILE)
        kind = http.header(scope, b"content-type") or ""
        stored: dict[str, Any] = await self._in_thread(_take, visitor, body, kind, _language(scope))
        return stored


def _open(ask: session.Ask, origin: str) -> dict[str, Any]:
    door = DOORS.by_key(ask.inbox)
    if door is None:
        raise Told(404, "inbox")
    if not cors.allowed(origin, door):
        raise Told(403, "origin")
    return session.answer(ask, door, session.visitor_of(ask, door))


def _take(visitor: Visitor, body: bytes, content_type: str, lang: str) -> dict[str, Any]:
    with translation.override(lang):
        try:
            return upload.take(visitor, body, content_type=content_type)
        except upload.BadUpload:
            raise Told(400, "no_file") from None
        except Refusal as error:
            raise Told(422, "large", text=str(error)) from None


def visiting(scope: Scope) -> Visitor:
    """By the bearer token alone, and only from a site that may embed the visitor's inbox. Raises Told."""
    visitor = present(http.bearer(scope))
    if visitor is None:
        raise Told(401, "session")
    origin = cors.foreign_origin(scope)
    door: Door | None = DOORS.by_id(visitor.inbox_id)
    if door is None or not cors.allowed(origin, door):
        raise Told(403, "origin")
    return visitor


def _language(scope: Scope) -> str:
    asked = (http.header(scope, b"accept-language") or "").split(",")[0].split(";")[0]
    return to_supported(asked, "en")


def _said(scope: Scope, why: str) -> str:
    with translation.override(_language(scope)):
        return str(SAID[why])


def _retry(told: Told) -> list[tuple[bytes, bytes]]:
    return [(b"retry-after", str(int(told.retry_after) + 1).encode())] if told.retry_after else []


async def _empty(reply: Reply, headers: list[tuple[bytes, bytes]]) -> None:
    await reply({"type": "http.response.start", "status": 204, "headers": headers})
    await reply({"type": "http.response.body", "body": b""})
