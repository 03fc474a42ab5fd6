"""Agents on the live socket: signed in by their session, and shown only what they may see at that moment."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.utils import translation

from madoguchi.desk import render
from madoguchi.desk.live.frames import Older, Read, Typing, Watch
from madoguchi.desk.live.screens import Payload, change_frame, plain, render_conversation, render_row
from madoguchi.inbox.actions import mark_read
from madoguchi.inbox.contract import Head, change_in, left_in
from madoguchi.inbox.queries import change_since, head, hearers, older, staff_topics, tags_of
from madoguchi.languages import to_supported
from madoguchi.live.asgi import Scope
from madoguchi.live.connection import Connection
from madoguchi.live.handlers import FrameHandler, Hello
from madoguchi.live.hub import Hub
from madoguchi.live.viewers import Viewer
from madoguchi.people.contract import Staff
from madoguchi.people.queries import staff_of_user
from madoguchi.people.second_factor import agent_without_factor

AUDIENCE = "agent"
# Changes after which somebody may have lost sight of a conversation that he watches.
HANDED_OVER = ("team", "assigned", "routed")


class InThread(Protocol):
    """Runs a plain function that uses the database on one of its threads."""

    def __call__(self, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Awaitable[Any]: ...


@dataclass(slots=True)
class OnScreen:
    """What a socket's agent is, and which conversations he watches: reference → topic."""

    user_id: Any
    staff: Staff
    watched: dict[str, str]


class DeskSocket:
    """`in_thread`, `session_user` and `hub` come from the wiring: sessions and threads are the server's."""

    def __init__(
        self,
        *,
        in_thread: InThread,
        session_user: Callable[[Scope], Awaitable[Any | None]],
        hub: Callable[[], Hub],
    ) -> None:
        self._in_thread, self._session_user, self._hub = in_thread, session_user, hub
        self._tasks: set[asyncio.Task[None]] = set()

    async def authenticate(self, scope: Scope, hello: Hello) -> Viewer | None:
        user_id = await self._session_user(scope)
        staff = await self._in_thread(_admitted, user_id) if user_id is not None else None
        if staff is None:
            return None
        return Viewer(
            audience=AUDIENCE,
            lang=to_supported(str(hello.get("lang", "")), staff.language or settings.LANGUAGE_CODE),
            key=f"agent:{staff.agent_id}",
            name=staff.name,
            who=OnScreen(user_id, staff, {}),
        )

    def frames(self) -> dict[tuple[str, str], FrameHandler]:
        return {
            (AUDIENCE, "list"): self.list,
            (AUDIENCE, "watch"): self.watch,
            (AUDIENCE, "unwatch"): self.unwatch,
            (AUDIENCE, "older"): self.older,
            (AUDIENCE, "typing"): self.typing,
            (AUDIENCE, "read"): self.read,
        }

    async def list(self, connection: Connection, frame: dict[str, Any]) -> None:
        """From now on rows of every conversation that this agent may see."""
        staff = await self._staff(connection)
        for topic in staff_topics(staff) if staff else ():
            self._hub().rooms.join(connection, topic)

    async def watch(self, connection: Connection, frame: Watch) -> None:
        """Join first, read after: what is written in between comes by both ways, and the version tells."""
        staff = await self._staff(connection)
        facts = await self._in_thread(head, staff, frame.c) if staff else None
        if facts is None:
            connection.send({"t": "gone", "c": frame.c})
            return
        topic = f"conversation:{facts.id}"
        self._hub().rooms.join(connection, topic)
        _seat(connection).watched[frame.c] = topic
        self._hub().presence.enter(connection, topic, _facts(connection, frame.c))
        connection.send(await self._in_thread(_sync, staff, frame, _lang(connection)))

    async def unwatch(self, connection: Connection, frame: Watch) -> None:
        topic = _seat(connection).watched.pop(frame.c, None)
        if topic:
            self._leave(connection, topic)

    async def older(self, connection: Connection, frame: Older) -> None:
        staff = await self._staff(connection)
        if staff and frame.c in _seat(connection).watched:
            connection.send(await self._in_thread(_older, staff, frame, _lang(connection)))

    async def typing(self, connection: Connection, frame: Typing) -> None:
        topic = _seat(connection).watched.get(frame.c)
        if topic:
            self._hub().presence.typing(connection, topic, on=frame.on, facts=_facts(connection, frame.c))

    async def read(self, connection: Connection, frame: Read) -> None:
        topic = _seat(connection).watched.get(frame.c)
        if topic and connection.viewer:
            conversation_id = UUID(topic.removeprefix("conversation:"))
            await self._in_thread(
                mark_read, conversation_id=conversation_id, reader=connection.viewer.key, version=frame.v
            )

    def render_row(self, lang: str, payload: Payload) -> bytes | None:
        """A row for everyone's list. Of one that was handed over, those who hear of it by no other topic learn
        nothing but that it is gone."""
        left = left_in(payload)
        if left is None:
            return render_row(lang, payload)
        gone = {"t": "left", "c": left.reference, "v": left.version}
        for connection in self._hub().rooms.watchers(left.left):
            viewer = connection.viewer
            if (
                viewer
                and (viewer.audience, viewer.lang) == (AUDIENCE, lang)
                and not _hears(connection, left.hearers)
            ):
                connection.send(gone)
        return None

    def render_conversation(self, lang: str, payload: Payload) -> bytes | None:
        """A change on its way to agents' screens, made once a language. When the conversation was handed over, those
        who may not see it any more stop hearing of it: at once, as far as we know them, and then whoever the database
        says."""
        change = change_in(payload)
        if change and any(entry.event in HANDED_OVER for entry in change.entries):
            topic = f"conversation:{change.head.id}"
            self._hand_over(topic, change.head)
            task = asyncio.get_running_loop().create_task(self._recheck(topic, change.head.reference))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return render_conversation(lang, change or payload)

    def _hand_over(self, topic: str, head: Head) -> None:
        topics = hearers(team_id=head.team_id, assignee_id=head.assignee_id)
        for connection in self._hub().rooms.watchers(topic):
            if (
                connection.viewer
                and connection.viewer.audience == AUDIENCE
                and not _hears(connection, topics)
            ):
                self._lose(connection, topic, head.reference)

    def _lose(self, connection: Connection, topic: str, reference: str) -> None:
        _seat(connection).watched.pop(reference, None)
        self._leave(connection, topic)
        connection.send({"t": "gone", "c": reference})

    async def _recheck(self, topic: str, reference: str) -> None:
        for connection in self._hub().rooms.watchers(topic):
            if connection.viewer is None or connection.viewer.audience != AUDIENCE:
                continue
            staff = await self._staff(connection)
            if staff is None or await self._in_thread(head, staff, reference) is None:
                self._lose(connection, topic, reference)

    async def _staff(self, connection: Connection) -> Staff | None:
        """The agent as he is now: teams and permissions may have changed since the socket was opened."""
        seat = _seat(connection)
        staff: Staff | None = await self._in_thread(_admitted, seat.user_id)
        if staff is None:
            connection.close(4401, "not signed in")
            return None
        seat.staff = staff
        return staff

    def _leave(self, connection: Connection, topic: str) -> None:
        self._hub().presence.leave(connection, topic)
        self._hub().rooms.leave(connection, topic)


def _admitted(user_id: Any) -> Staff | None:
    """The agent behind a session, as the pages let him in: not without a second factor where one is required."""
    return None if agent_without_factor(user_id) else staff_of_user(user_id)


def _hears(connection: Connection, topics: Iterable[str]) -> bool:
    return not set(staff_topics(_seat(connection).staff)).isdisjoint(topics)


def _seat(connection: Connection) -> OnScreen:
    assert connection.viewer is not None
    assert isinstance(connection.viewer.who, OnScreen)
    return connection.viewer.who


def _facts(connection: Connection, reference: str) -> dict[str, str]:
    """What others may learn of an agent who is here: customers are shown the public name."""
    assert connection.viewer is not None
    return {
        "who": connection.viewer.name,
        "name": connection.viewer.name,
        "agent": str(_seat(connection).staff.agent_id),
        "c": reference,
    }


def _lang(connection: Connection) -> str:
    return connection.viewer.lang if connection.viewer else settings.LANGUAGE_CODE


def _sync(staff: Staff, frame: Watch, lang: str) -> dict[str, Any]:
    try:
        change = change_since(staff, frame.c, version=frame.v)
    except LookupError:
        return {"t": "reload", "c": frame.c}
    if change is None:
        return {"t": "gone", "c": frame.c}
    return change_frame("sync", change, lang=lang, tags=tags_of(change.head))


def _older(staff: Staff, frame: Older, lang: str) -> dict[str, Any]:
    found = older(staff, frame.c, before=frame.p)
    if found is None:
        return {"t": "gone", "c": frame.c}
    entries, more = found
    with translation.override(lang):
        html = plain(render.entries(entries, reference=frame.c))
    return {"t": "older", "c": frame.c, "html": html, "more": more}
