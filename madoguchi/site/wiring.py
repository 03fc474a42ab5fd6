"""Where the apps are joined: each table is a plain list of what exists."""

from __future__ import annotations

from importlib import import_module

from madoguchi.channel_kit.registry import register
from madoguchi.core.events import install
from madoguchi.site.reactions import REACTIONS

# One line a channel: the module that holds its `CHANNEL` (channel_kit.contract.Channel).
CHANNELS: tuple[str, ...] = ("madoguchi.channels.web_form.channel",)


def join() -> None:
    """Fill every table; safe to call twice."""
    for module in CHANNELS:
        register(import_module(module).CHANNEL)
    install(REACTIONS)
