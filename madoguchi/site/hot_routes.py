"""Routes that answer without Django's request machinery: path → plain ASGI function.

A path that ends in a slash also takes everything below it (`/hooks/` takes `/hooks/line/abc`).
"""

from __future__ import annotations

from collections.abc import Mapping

from madoguchi.live.asgi import App, Receive, Scope, Send
from madoguchi.live.http import problem
from madoguchi.site import health

HOT_ROUTES: dict[str, App] = {
    "/healthz": health.healthz,
    "/readyz": health.readyz,
    "/metrics": health.metrics,
}


def hot_route(path: str) -> App | None:
    """The function for `path`, or None where Django answers."""
    found = HOT_ROUTES.get(path)
    if found is None and (end := path.find("/", 1)) > 0:
        found = HOT_ROUTES.get(path[: end + 1])
    return found


class Below:
    """Several routes below one folder, each with everything below it."""

    def __init__(self, routes: Mapping[str, App]) -> None:
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        for prefix, app in self._routes.items():
            if scope["path"].startswith(prefix):
                await app(scope, receive, send)
                return
        await problem(send, 404)
