"""What the live kernel is filled with: who may open a socket, what each frame does, how each topic is rendered."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from madoguchi.live.asgi import Scope
from madoguchi.live.connection import Connection
from madoguchi.live.handlers import Authenticate, FrameHandler, Handlers, Hello, Payload, Render
from madoguchi.live.viewers import Viewer

# A hello with a token is a chat visitor's; one without is signed in by the session cookie.
BY_TOKEN: list[Authenticate] = []
BY_SESSION: list[Authenticate] = []
# (audience, frame type) → what it does; (kind of topic, audience) → how it is rendered in a language.
FRAMES: dict[tuple[str, str], FrameHandler] = {}
SCREENS: dict[tuple[str, str], Callable[[str, Payload | msgspec.Struct], bytes | None]] = {}
# Foreign origins whose pages may open a socket (sites that embed the chat), and who is told that a socket opened
# (signed in) and closed.
ORIGINS: list[Callable[[str], bool]] = []
OPENED: list[Callable[[Connection], None]] = []
CLOSED: list[Callable[[Connection], None]] = []


def handlers() -> Handlers:
    return Handlers(
        authenticate=_authenticate,
        frames=FRAMES,
        renderers={kind: _renderer(kind) for kind, _ in SCREENS},
        origin_allowed=lambda origin: any(allowed(origin) for allowed in ORIGINS),
        opened=_opened,
        closed=_closed,
    )


def _renderer(kind: str) -> Render:
    def render(audience: str, lang: str, payload: Payload | msgspec.Struct) -> bytes | None:
        screen = SCREENS.get((kind, audience))
        return screen(lang, payload) if screen else None

    return render


async def _authenticate(scope: Scope, hello: Hello) -> Viewer | None:
    for authenticate in BY_TOKEN if hello.get("token") else BY_SESSION:
        viewer = await authenticate(scope, hello)
        if viewer is not None:
            return viewer
    return None


def _opened(connection: Connection) -> None:
    for opened in OPENED:
        opened(connection)


def _closed(connection: Connection) -> None:
    for closed in CLOSED:
        closed(connection)
