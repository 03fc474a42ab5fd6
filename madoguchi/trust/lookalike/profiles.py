"""Addresses of profiles at networks: which network, and whose profile."""

from __future__ import annotations

import re
from urllib.parse import unquote

# Host: (network, what stands before the name in the path; "" where the name comes first).
HOSTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "x.com": ("x", ("",)),
    "twitter.com": ("x", ("",)),
    "t.me": ("telegram", ("s", "")),
    "telegram.me": ("telegram", ("s", "")),
    "telegram.dog": ("telegram", ("s", "")),
    "facebook.com": ("facebook", ("pages", "groups", "")),
    "fb.com": ("facebook", ("",)),
    "fb.me": ("facebook", ("",)),
    "m.me": ("facebook", ("",)),
    "instagram.com": ("instagram", ("",)),
    "threads.net": ("threads", ("",)),
    "threads.com": ("threads", ("",)),
    "youtube.com": ("youtube", ("c", "user", "channel", "")),
    "tiktok.com": ("tiktok", ("",)),
    "linkedin.com": ("linkedin", ("company", "in", "school")),
    "discord.gg": ("discord", ("",)),
    "discord.com": ("discord", ("invite", "users")),
    "reddit.com": ("reddit", ("r", "user", "u")),
    "github.com": ("github", ("",)),
    "medium.com": ("medium", ("",)),
    "vk.com": ("vk", ("",)),
    "ok.ru": ("ok", ("",)),
    "line.me": ("line", ("R/ti/p", "ti/p")),
    "lin.ee": ("line", ("",)),
    "weibo.com": ("weibo", ("n", "u", "")),
    "note.com": ("note", ("",)),
    "signal.me": ("signal", ()),
}
PLATFORMS = tuple(sorted({network for network, _ in HOSTS.values()} | {"whatsapp", "wechat", "kakaotalk"}))
_NAME = re.compile(r"@?[\w.\-~+]{1,100}")
# Pages of a network that are nobody's profile.
_PAGES = frozenset(
    (
        "home",
        "explore",
        "search",
        "share",
        "intent",
        "hashtag",
        "i",
        "login",
        "watch",
        "reel",
        "reels",
        "p",
        "stories",
        "status",
        "joinchat",
    )
)


def profile(host: str, path: str) -> tuple[str, str] | None:
    """(network, name in lower case) of a profile's address; None for any other page."""
    for prefix in ("m.", "mobile.", "en.", "old.", "web."):
        host = host.removeprefix(prefix)
    known = HOSTS.get(host)
    if known is None:
        return None
    network, befores = known
    parts = [unquote(part) for part in re.split(r"[?#]", path, maxsplit=1)[0].split("/") if part]
    for before in befores:
        lead = before.split("/") if before else []
        if parts[: len(lead)] == lead and len(parts) > len(lead):
            name = parts[len(lead)]
            if _NAME.fullmatch(name) and name.lower() not in _PAGES:
                return network, handle(name)
    return None


def handle(name: str) -> str:
    """A handle's one spelling."""
    return name.strip().lstrip("@").rstrip(".").lower()
