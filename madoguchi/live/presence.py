"""Who is here and who is typing: in memory, with a time to live, never stored."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from madoguchi.live.broker.base import Broker
from madoguchi.live.connection import Connection
from madoguchi.live.handlers import Payload
from madoguchi.live.limits import Limits
from madoguchi.live.rooms import PRIVATE, Rooms

Facts = dict[str, Any]  # what the renderer needs to show the person; JSON


@dataclass(slots=True)
class _Sign:
    key: str
    facts: Facts
    until: float


class Presence:
    """Signs of life are announced on the topic itself, so every process with watchers of it holds the same picture.

    The renderer of the topic gets `{"t": "present", "topic", "people": [facts, …]}` when the people change, and
    `{"t": "typing", "topic", "on": bool, **facts}`; the one who types does not get the latter.
    """

    def __init__(self, broker: Broker, rooms: Rooms, limits: Limits, *, origin: str) -> None:
        self._broker, self._rooms, self._limits, self._origin = broker, rooms, limits, origin
        self._present: dict[str, dict[str, _Sign]] = {}
        self._typing: dict[str, dict[str, _Sign]] = {}
        self._mine: dict[tuple[str, str], tuple[str, Facts]] = {}
        self._next_beat = 0.0
        rooms.private = self._arrived
        rooms.opened = self._ask

    def enter(self, connection: Connection, topic: str, facts: Facts) -> None:
        """This socket looks at `topic` until it leaves or closes; beats in between are the kernel's work.

        Raises ValueError where the socket does not watch the topic.
        """
        if topic not in connection.topics:
            raise ValueError(f"{topic} is not watched")
        key = _key(connection)
        self._mine[topic, self._name(connection)] = (key, facts)
        self._say(topic, "here", self._name(connection), key, facts)

    def leave(self, connection: Connection, topic: str) -> None:
        name = self._name(connection)
        if self._mine.pop((topic, name), None) is not None:
            self._say(topic, "gone", name, _key(connection))
            self._remove_present(
                topic, name
            )  # at once: with its last watcher a process stops hearing the topic

    def typing(self, connection: Connection, topic: str, *, on: bool, facts: Facts) -> None:
        """To be repeated by the client every few seconds; falls silent by itself after LIVE_TYPING_SECONDS."""
        if topic not in connection.topics:
            return
        self._say(topic, "typing" if on else "still", self._name(connection), _key(connection), facts)

    def leave_topic(self, connection: Connection, topic: str) -> None:
        self.leave(connection, topic)
        name = self._name(connection)
        if name in self._typing.get(topic, ()):
            self._say(topic, "still", name, _key(connection))
            self._remove_typing(topic, name)

    def leave_all(self, connection: Connection) -> None:
        for topic in tuple(connection.topics):
            self.leave_topic(connection, topic)

    def present(self, topic: str) -> list[Facts]:
        """The facts of everyone who is here, each person once, in the order of their coming."""
        people = {sign.key: sign.facts for sign in self._present.get(topic, {}).values()}
        return list(people.values())

    def sweep(self, now: float) -> None:
        """Repeat our own signs when it is time, forget those of others that were not repeated."""
        if now >= self._next_beat:
            self._next_beat = now + self._limits.presence_seconds / 2.5
            for (topic, name), (key, facts) in self._mine.items():
                self._say(topic, "here", name, key, facts)
        for topic, name in _expired(self._present, now):
            self._remove_present(topic, name)
        for topic, name in _expired(self._typing, now):
            self._remove_typing(topic, name)

    def _name(self, connection: Connection) -> str:
        return f"{self._origin}{id(connection):x}"

    def _say(self, topic: str, what: str, name: str = "", key: str = "", facts: Facts | None = None) -> None:
        payload = {PRIVATE: what, "n": name, "k": key, "f": facts or {}}
        self._broker.publish(topic, msgspec.json.encode(payload))

    def _ask(self, topic: str) -> None:
        if self._broker.needs_loop:  # other processes may know people whom we do not
            self._say(topic, "who")

    def _arrived(self, topic: str, payload: Payload) -> None:
        act: Callable[[str, Payload, float], None] | None = {
            "here": self._here, "gone": self._gone, "typing": self._types, "still": self._still, "who": self._who,
        }.get(payload[PRIVATE])  # fmt: skip
        if act is not None:
            act(topic, payload, asyncio.get_running_loop().time())

    def _here(self, topic: str, payload: Payload, now: float) -> None:
        signs = self._present.setdefault(topic, {})
        known = signs.get(payload["n"])
        signs[payload["n"]] = _Sign(payload["k"], payload["f"], now + self._limits.presence_seconds)
        if known is None or known.facts != payload["f"]:
            self._show_present(topic)

    def _gone(self, topic: str, payload: Payload, now: float) -> None:
        self._remove_present(topic, payload["n"])

    def _types(self, topic: str, payload: Payload, now: float) -> None:
        signs = self._typing.setdefault(topic, {})
        known = payload["n"] in signs
        signs[payload["n"]] = _Sign(payload["k"], payload["f"], now + self._limits.typing_seconds)
        if not known:
            self._show_typing(topic, signs[payload["n"]], on=True)

    def _still(self, topic: str, payload: Payload, now: float) -> None:
        self._remove_typing(topic, payload["n"])

    def _who(self, topic: str, payload: Payload, now: float) -> None:
        for (mine, name), (key, facts) in self._mine.items():
            if mine == topic:
                self._say(topic, "here", name, key, facts)

    def _remove_present(self, topic: str, name: str) -> None:
        if _pop(self._present, topic, name) is not None:
            self._show_present(topic)

    def _remove_typing(self, topic: str, name: str) -> None:
        if (sign := _pop(self._typing, topic, name)) is not None:
            self._show_typing(topic, sign, on=False)

    def _show_present(self, topic: str) -> None:
        self._rooms.show(topic, {"t": "present", "topic": topic, "people": self.present(topic)})

    def _show_typing(self, topic: str, sign: _Sign, *, on: bool) -> None:
        payload = {**sign.facts, "t": "typing", "topic": topic, "on": on}
        self._rooms.show(topic, payload, besides=sign.key)


def _key(connection: Connection) -> str:
    return connection.viewer.key if connection.viewer else ""


def _expired(signs: dict[str, dict[str, _Sign]], now: float) -> list[tuple[str, str]]:
    return [
        (topic, name) for topic, named in signs.items() for name, sign in named.items() if sign.until <= now
    ]


def _pop(signs: dict[str, dict[str, _Sign]], topic: str, name: str) -> _Sign | None:
    named = signs.get(topic, {})
    sign = named.pop(name, None)
    if not named:
        signs.pop(topic, None)
    return sign
