"""Where the apps are joined: each table is a plain list of what exists."""

from __future__ import annotations

from importlib import import_module

from madoguchi.channel_kit.registry import register
from madoguchi.core.events import install
from madoguchi.desk.live.socket import DeskSocket
from madoguchi.live import process
from madoguchi.site import live_wiring as live
from madoguchi.site.chat_wiring import join_chat
from madoguchi.site.mail_services import mail_door, mailboxes
from madoguchi.site.pool import in_thread
from madoguchi.site.reactions import REACTIONS
from madoguchi.site.services import EMBEDDED
from madoguchi.site.sessions import session_user

# One line a channel: the module that holds its `CHANNEL` (channel_kit.contract.Channel).
CHANNELS: tuple[str, ...] = (
    "madoguchi.channels.email.send",
    "madoguchi.channels.web_form.channel",
    "madoguchi.channels.website_chat.delivery",
)


def join() -> None:
    """Fill every table; safe to call twice."""
    for module in CHANNELS:
        register(import_module(module).CHANNEL)
    install(REACTIONS)
    _screens()
    join_chat()
    EMBEDDED[:] = [mailboxes(), mail_door()]


def _screens() -> None:
    """Who is on the live socket, by audience: what they may say and how what happens looks to them."""
    desk = DeskSocket(in_thread=in_thread, session_user=session_user, hub=process.hub)
    live.BY_SESSION[:] = [desk.authenticate]
    live.FRAMES.update(desk.frames())
    live.SCREENS["staff", "agent"] = desk.render_row
    live.SCREENS["conversation", "agent"] = desk.render_conversation
