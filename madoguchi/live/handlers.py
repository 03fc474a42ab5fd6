"""What a site puts into the kernel: who may come in, what each frame does, how each topic is rendered."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, get_type_hints

import msgspec

from madoguchi.live.asgi import Scope
from madoguchi.live.connection import Connection
from madoguchi.live.viewers import Viewer

Hello = dict[str, Any]  # the client's first frame as it came
Payload = dict[str, Any]  # what was announced, where it came as JSON
Authenticate = Callable[[Scope, Hello], Awaitable[Viewer | None]]
# The second argument is a msgspec.Struct of the handler's own choice (by its annotation), or a plain dict.
FrameHandler = Callable[[Connection, Any], Awaitable[None]]
Render = Callable[[str, str, Payload | msgspec.Struct], bytes | str | None]


@dataclass(frozen=True)
class Handlers:
    """`frames` is keyed by (audience, frame type). A handler runs to its end before the next frame of that socket is
    read, so one that waits for a commit should hand over and answer later by `connection.send_soon`.

    `renderers` is keyed by the kind of topic, the part before its first colon. A renderer makes one frame for all
    who watch with that audience and language, or None where it is not for them.
    `origin_allowed` adds to the installation's own origin (sites that embed the widget). Where the origin is not our
    own, `authenticate` gets a scope without cookies, so that no foreign page can borrow a session.
    `opened` is told of each socket that was signed in, before its welcome; `closed` when it ends.
    """

    authenticate: Authenticate
    frames: Mapping[tuple[str, str], FrameHandler]
    renderers: Mapping[str, Render] = field(default_factory=dict)
    origin_allowed: Callable[[str], bool] = lambda origin: False
    opened: Callable[[Connection], None] = lambda connection: None
    closed: Callable[[Connection], None] = lambda connection: None


@dataclass(frozen=True, slots=True)
class Route:
    handle: FrameHandler
    decoder: msgspec.json.Decoder[Any]


def routes(handlers: Handlers) -> dict[tuple[str, str], Route]:
    """A decoder for each handler, from the annotation of its second argument."""
    return {
        key: Route(handle, msgspec.json.Decoder(_frame_type(handle)))
        for key, handle in handlers.frames.items()
    }


def _frame_type(handle: FrameHandler) -> type[Any]:
    name = list(inspect.signature(handle).parameters)[1]
    hint = get_type_hints(handle).get(name, dict)
    return hint if isinstance(hint, type) and issubclass(hint, msgspec.Struct) else dict
