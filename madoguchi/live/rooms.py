"""Who watches which topic, and one rendering for all who watch alike."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping

import msgspec

from madoguchi.live.broker.base import Announced, Broker
from madoguchi.live.connection import Connection, as_bytes
from madoguchi.live.handlers import Payload, Render

logger = logging.getLogger(__name__)

_decode = msgspec.json.Decoder(dict).decode
PRIVATE = "~"  # payloads with this key are the kernel's own (presence, typing)


class Rooms:
    def __init__(self, broker: Broker, renderers: Mapping[str, Render], *, topics: int) -> None:
        self._broker = broker
        self._topics = topics
        self._renderers = renderers
        self._watchers: dict[str, set[Connection]] = {}
        self.private: Callable[[str, Payload], None] = lambda topic, payload: None
        self.opened: Callable[[str], None] = lambda topic: None

    def join(self, connection: Connection, topic: str) -> bool:
        """From now on every announcement on `topic` reaches this socket. Join first, read the state after.

        False when the socket watches LIVE_TOPICS topics already.
        """
        if len(connection.topics) >= self._topics and topic not in connection.topics:
            return False
        watchers = self._watchers.get(topic)
        if watchers is None:
            watchers = self._watchers[topic] = set()
            self._broker.subscribe(topic, self._deliver)
            self.opened(topic)
        watchers.add(connection)
        connection.topics.add(topic)
        return True

    def leave(self, connection: Connection, topic: str) -> None:
        connection.topics.discard(topic)
        watchers = self._watchers.get(topic)
        if watchers is None:
            return
        watchers.discard(connection)
        if not watchers:
            del self._watchers[topic]
            self._broker.unsubscribe(topic, self._deliver)

    def leave_all(self, connection: Connection) -> None:
        for topic in tuple(connection.topics):
            self.leave(connection, topic)

    def watchers(self, topic: str) -> Iterable[Connection]:
        return tuple(self._watchers.get(topic, ()))

    def show(self, topic: str, payload: Payload | msgspec.Struct, *, besides: str = "") -> None:
        """Render for each (audience, language) once and send; not to the person whose key is `besides`."""
        render = self._renderers.get(topic.partition(":")[0])
        watchers = self._watchers.get(topic)
        if render is None or not watchers:
            return
        made: dict[tuple[str, str], bytes | None] = {}
        for connection in tuple(watchers):
            viewer = connection.viewer
            if viewer is None or (besides and viewer.key == besides):
                continue
            kind = (viewer.audience, viewer.lang)
            if kind not in made:
                made[kind] = _render(render, kind, topic, payload)
            if (frame := made[kind]) is not None:
                connection.send(frame)

    def _deliver(self, topic: str, said: Announced) -> None:
        payload = said if isinstance(said, msgspec.Struct) else _decode(said)
        if isinstance(payload, dict) and PRIVATE in payload:
            self.private(topic, payload)
        else:
            self.show(topic, payload)


def _render(
    render: Render, kind: tuple[str, str], topic: str, payload: Payload | msgspec.Struct
) -> bytes | None:
    try:
        frame = render(*kind, payload)
    except Exception:  # those of another audience or language must still get theirs
        logger.exception("rendering %s for %s failed", topic, kind)
        return None
    return None if frame is None else as_bytes(frame)
