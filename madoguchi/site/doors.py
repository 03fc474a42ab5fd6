"""The ASGI application and its three doors: sockets, hot routes, and everything else through Django."""

from __future__ import annotations

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from madoguchi.live import process
from madoguchi.live.asgi import App, Receive, Scope, Send
from madoguchi.live.broker import choose_broker
from madoguchi.live.hub import Hub
from madoguchi.live.limits import Limits
from madoguchi.live.socket import LiveDoor
from madoguchi.portal.help.kept.door import HelpDoor
from madoguchi.site.bridge import Bridge
from madoguchi.site.hot_routes import hot_route
from madoguchi.site.lifecycle import LIFECYCLE
from madoguchi.site.live_wiring import handlers
from madoguchi.site.pool import in_thread, pool
from madoguchi.site.services import services
from madoguchi.site.static import StaticDoor
from madoguchi.site.warm_up import TRAFFIC

LIVE_PATH = "/live"


class Doors:
    def __init__(self, *, live: App, static: App, static_prefix: str, pages: App) -> None:
        self._live, self._static, self._prefix, self._pages = live, static, static_prefix, pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
            return
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        if scope["type"] == "websocket":
            if path == LIVE_PATH:
                await self._live(scope, receive, send)
            else:
                await send({"type": "websocket.close", "code": 1008})
        elif (hot := hot_route(path)) is not None:
            await hot(scope, receive, send)
        elif path.startswith(self._prefix):
            await self._static(scope, receive, send)
        else:
            with TRAFFIC.request():
                await self._pages(scope, receive, send)


def build_doors(*, embedded: bool) -> Doors:
    """The application of one server process; `embedded` also runs jobs and mailbox pollers in it."""
    broker = choose_broker()
    hub = Hub(broker, handlers(), Limits.from_settings())
    process.serve(hub)
    LIFECYCLE.services = services(broker, hub, embedded=embedded)
    return Doors(
        live=LiveDoor(hub, public_url=settings.PUBLIC_URL),
        static=StaticDoor(settings.STATIC_ROOT, settings.STATIC_URL),
        static_prefix=settings.STATIC_URL,
        pages=HelpDoor(
            Bridge(WSGIHandler(), pool(), body_bytes=settings.REQUEST_BODY_BYTES), in_thread=in_thread
        ),
    )


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            try:
                await LIFECYCLE.start()
            except Exception as error:
                await send({"type": "lifespan.startup.failed", "message": f"{type(error).__name__}: {error}"})
                raise
            await send({"type": "lifespan.startup.complete"})
        else:
            await LIFECYCLE.stop()
            await send({"type": "lifespan.shutdown.complete"})
            return
