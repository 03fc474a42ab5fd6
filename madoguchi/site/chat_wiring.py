"""The website chat joined to the server: its frames, screens, routes, and the writer that commits its messages."""

from __future__ import annotations

from django.conf import settings

from madoguchi.channels.website_chat.doors import DOORS
from madoguchi.channels.website_chat.file_route import FileRoute
from madoguchi.channels.website_chat.help.routes import HelpRoutes
from madoguchi.channels.website_chat.live import AUDIENCE, ChatSocket
from madoguchi.channels.website_chat.scripts import serve_module, serve_widget
from madoguchi.inbox.writer import WRITER
from madoguchi.site import live_wiring as live
from madoguchi.site.hot_routes import HOT_ROUTES, Below
from madoguchi.site.lifecycle import Service
from madoguchi.site.pool import in_thread
from madoguchi.site.services import STARTUP

INBOXES, WRITING = "chat inboxes", "chat writer"


def join_chat() -> None:
    """Fill the server's tables; safe to call twice."""
    socket = ChatSocket(in_thread=in_thread, public_url=settings.PUBLIC_URL)
    live.BY_TOKEN[:] = [socket.authenticate]
    live.ORIGINS[:] = [socket.origin_allowed]
    live.OPENED[:] = [socket.opened]
    live.FRAMES.update(socket.frames())
    live.SCREENS["conversation", AUDIENCE] = socket.screens.conversation
    live.SCREENS["visitor", AUDIENCE] = socket.screens.visitor
    routes = HelpRoutes(in_thread=in_thread)
    HOT_ROUTES.update(
        {
            "/widget.js": serve_widget,
            "/chat/session": routes.session,
            "/chat/send": routes.send,
            "/chat/watch": routes.watch,
            "/chat/files": routes.files,
            "/chat/find": routes.find,
            "/chat/article": routes.article,
            "/chat/helped": routes.helped,
            "/chat/": Below({"/chat/app/": serve_module, "/chat/file/": FileRoute(in_thread=in_thread)}),
        }
    )
    STARTUP[:] = [service for service in STARTUP if service.name not in (INBOXES, WRITING)]
    STARTUP.append(Service(INBOXES, _read_doors, _nothing))
    STARTUP.append(Service(WRITING, WRITER.start, WRITER.stop))


async def _read_doors() -> None:
    await in_thread(DOORS.refresh, now=True)


async def _nothing() -> None:
    return None
