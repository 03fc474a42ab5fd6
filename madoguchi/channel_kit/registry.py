"""The channels of this installation by key; filled by the site's wiring."""

from __future__ import annotations

from madoguchi.channel_kit.contract import Channel

_channels: dict[str, Channel] = {}


class UnknownChannel(LookupError):
    """No channel of this name is installed."""


def register(channel: Channel) -> None:
    _channels[channel.key] = channel


def channel(key: str) -> Channel:
    """Raises UnknownChannel."""
    try:
        return _channels[key]
    except KeyError:
        raise UnknownChannel(f"no channel named {key!r} is installed") from None


def channels() -> dict[str, Channel]:
    return dict(_channels)
