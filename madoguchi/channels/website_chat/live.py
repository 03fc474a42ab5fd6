"""Visitors on the live socket: signed in by their token, told only of conversations they take part in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import islice
from typing import Any
from uuid import UUID

from django.utils import translation

from madoguchi.channels.website_chat import actions, reading
from madoguchi.channels.website_chat.doors import DOORS, Refresher
from madoguchi.channels.website_chat.frames import (
    Ack,
    Address,
    Conversation,
    Older,
    Refused,
    Send,
    Typing,
    Watch,
    gone,
)
from madoguchi.channels.website_chat.screens import Screens
from madoguchi.channels.website_chat.sending import InThread, send
from madoguchi.channels.website_chat.visitors import Visitor, present
from madoguchi.inbox.actions import answers_arrived
from madoguchi.inbox.contract import InboxError
from madoguchi.inbox.queries.own_news import own_ids
from madoguchi.languages import to_supported
from madoguchi.live.asgi import Scope
from madoguchi.live.connection import Connection
from madoguchi.live.handlers import FrameHandler, Hello
from madoguchi.live.http import header
from madoguchi.live.origins import same_origin
from madoguchi.live.together import Together
from madoguchi.live.viewers import Viewer

AUDIENCE = "customer"
READ_AT_ONCE = 64  # conversations that are looked up, or caught up, in one reading
CONFIRMED_AT_ONCE = 100  # answers whose arrival is noted in one commit
CONFIRM_PAUSE = 0.02  # seconds between two such commits, in which new messages are written


class ChatSocket:
    """`in_thread` comes from the wiring: the threads are the server's."""

    def __init__(self, *, in_thread: InThread, public_url: str) -> None:
        self._in_thread, self._public_url = in_thread, public_url
        self._ids = Together(own_ids, in_thread=in_thread, at_most=READ_AT_ONCE)
        self._news = Together(reading.sync, in_thread=in_thread, at_most=READ_AT_ONCE)
        self._tasks: set[asyncio.Task[Any]] = set()
        self._confirmed: dict[UUID, None] = {}
        self._confirming = False
        self._refresher = Refresher(DOORS, lambda work: self._spawn(self._run(work)))
        self.screens = Screens(self._arrived)

    async def authenticate(self, scope: Scope, hello: Hello) -> Viewer | None:
        """By the token's signature alone: thousands may come back at once."""
        self._refresher.look()
        visitor = present(str(hello.get("token", "")))
        if visitor is None or not self._may_embed(scope, visitor):
            return None
        lang = to_supported(str(hello.get("lang", "")), "en")
        return Viewer(AUDIENCE, lang, f"customer:{visitor.identity_id}", visitor.name, visitor)

    def opened(self, connection: Connection) -> None:
        """Every socket of a visitor hears how many answers wait for him."""
        if connection.viewer is not None and connection.viewer.audience == AUDIENCE:
            connection.watch(f"visitor:{_visitor(connection).identity_id}")

    def origin_allowed(self, origin: str) -> bool:
        self._refresher.look()
        return DOORS.allows(origin)

    def frames(self) -> dict[tuple[str, str], FrameHandler]:
        return {
            (AUDIENCE, name): getattr(self, name)
            for name in ("watch", "unwatch", "older", "send", "typing", "read", "transcript", "email", "end")
        }

    async def watch(self, connection: Connection, frame: Watch) -> None:
        """Join first, read after: what is written in between comes by both ways, and the version tells."""
        visitor = _visitor(connection)
        reader = visitor.reader()
        conversation_id = visitor.known.get(frame.c) or await self._ids.ask((reader, frame.c))
        if conversation_id is None or not connection.watch(_topic(conversation_id)):
            connection.send(gone(frame.c))
            return
        visitor.remember(frame.c, conversation_id)
        answer = await self._news.ask(reading.Question(reader, frame, _lang(connection)))
        if not isinstance(answer, dict):
            connection.send(answer)
            self._arrived(reading.to_confirm(answer))
            return
        if answer["t"] == "gone":
            visitor.known.pop(frame.c, None)
            connection.unwatch(_topic(conversation_id))
        connection.send(answer)

    async def unwatch(self, connection: Connection, frame: Conversation) -> None:
        conversation_id = _visitor(connection).known.get(frame.c)
        if conversation_id:
            connection.unwatch(_topic(conversation_id))

    async def older(self, connection: Connection, frame: Older) -> None:
        reader = _visitor(connection).reader()
        connection.send(await self._in_thread(reading.before, reader, frame, _lang(connection)))

    async def send(self, connection: Connection, frame: Send) -> None:
        def answer(said: Ack | Refused) -> None:
            connection.send(said)

        await send(
            frame,
            _visitor(connection),
            lang=_lang(connection),
            address=connection.address,
            in_thread=self._in_thread,
            answer=answer,
        )

    async def typing(self, connection: Connection, frame: Typing) -> None:
        visitor = _visitor(connection)
        conversation_id = visitor.known.get(frame.c)
        if conversation_id:
            facts = {"who": visitor.name, "c": frame.c}
            connection.typing(_topic(conversation_id), on=frame.on, facts=facts)

    async def read(self, connection: Connection, frame: Watch) -> None:
        await self._in_thread(actions.seen, visitor=_visitor(connection), reference=frame.c, version=frame.v)

    async def transcript(self, connection: Connection, frame: Address) -> None:
        await self._do(
            connection,
            "transcript",
            actions.ask_for_transcript,
            reference=frame.c,
            email=frame.email,
            lang=_lang(connection),
        )

    async def email(self, connection: Connection, frame: Address) -> None:
        await self._do(
            connection,
            "email",
            actions.leave_address,
            reference=frame.c,
            email=frame.email,
            lang=_lang(connection),
        )

    async def end(self, connection: Connection, frame: Conversation) -> None:
        await self._do(connection, "end", actions.end, reference=frame.c)

    async def _do(
        self, connection: Connection, what: str, action: Callable[..., None], **arguments: Any
    ) -> None:
        try:
            await self._in_thread(_in_language, _lang(connection), action, _visitor(connection), arguments)
        except InboxError as error:
            connection.send(Refused(code="not-allowed", what=what, reason=str(error)))
            return
        connection.send({"t": "done", "what": what})

    def _may_embed(self, scope: Scope, visitor: Visitor) -> bool:
        """Whether the page that opened the socket may use this visitor's inbox."""
        origin = header(scope, b"origin")
        if origin is None or same_origin(scope, public_url=self._public_url):
            return True
        door = DOORS.by_id(visitor.inbox_id)
        return door is not None and origin.lower() in door.origins

    def _arrived(self, message_ids: list[UUID]) -> None:
        self._confirmed.update(dict.fromkeys(message_ids))
        if self._confirmed and not self._confirming:
            self._confirming = True
            self._spawn(self._confirm())

    async def _confirm(self) -> None:
        """On one thread, many in a commit: when all come back at once, reading and new messages come first."""
        try:
            while self._confirmed:
                some = list(islice(self._confirmed, CONFIRMED_AT_ONCE))
                for id in some:
                    del self._confirmed[id]
                await self._in_thread(answers_arrived, message_ids=some)
                if self._confirmed:
                    await asyncio.sleep(CONFIRM_PAUSE)
        finally:
            self._confirming = False

    async def _run(self, work: Callable[[], None]) -> None:
        await self._in_thread(work)

    def _spawn(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _in_language(lang: str, action: Callable[..., None], visitor: Visitor, arguments: dict[str, Any]) -> None:
    with translation.override(lang):
        action(visitor=visitor, **arguments)


def _visitor(connection: Connection) -> Visitor:
    assert connection.viewer is not None
    assert isinstance(connection.viewer.who, Visitor)
    return connection.viewer.who


def _lang(connection: Connection) -> str:
    return connection.viewer.lang if connection.viewer else "en"


def _topic(conversation_id: UUID) -> str:
    return f"conversation:{conversation_id}"
