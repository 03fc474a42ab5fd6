"""Icons from the lucide sprite `static/core/icons.svg`, as markup for templates of either engine."""

import re
from functools import cache, lru_cache
from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString

SPRITE = Path(__file__).parent / "static" / "core" / "icons.svg"

# These point along the reading direction, so they turn round in right-to-left languages.
DIRECTIONAL = frozenset(
    {
        "arrow-left",
        "arrow-right",
        "chevron-left",
        "chevron-right",
        "corner-down-left",
        "forward",
        "list",
        "list-ordered",
        "log-in",
        "log-out",
        "message-circle",
        "panel-left",
        "panel-right",
        "reply",
        "send",
        "send-horizontal",
        "undo-2",
    }
)


@cache
def icon_names() -> frozenset[str]:
    """Names of all icons in the sprite."""
    return frozenset(re.findall(r'<symbol id="([a-z0-9-]+)"', SPRITE.read_text(encoding="utf-8")))


def icon_markup(name: str, *, sprite_url: str, label: str = "", size: int = 16) -> SafeString:
    """An `<svg>` that shows one icon at 16 or 20 pixels.

    Without a label the icon is decoration and hidden from screen readers: it then needs text beside it, or an
    `aria-label` on its button. Raises ValueError for an icon or a size that does not exist.
    """
    return _markup(name, sprite_url, str(label), size)


@lru_cache(maxsize=4096)
def _markup(name: str, sprite_url: str, label: str, size: int) -> SafeString:
    """Kept, because a page of the desk draws hundreds of the same few."""
    if name not in icon_names():
        raise ValueError(f"There is no icon {name!r} in {SPRITE.name}")
    if size not in (16, 20):
        raise ValueError(f"Icons are drawn at 16 or 20 pixels, not {size}")
    classes = "icon icon-directional" if name in DIRECTIONAL else "icon"
    naming = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="{}" width="{}" height="{}" {} focusable="false"><use href="{}#{}"></use></svg>',
        classes,
        size,
        size,
        naming,
        sprite_url,
        name,
    )
