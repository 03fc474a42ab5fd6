"""What every fragment may use."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment

from madoguchi.core.templatetags.madoguchi import address, avatar, icon


def environment(**options: Any) -> Environment:
    """The environment of the fragments: autoescaped, translated, with `static`, `url` and our template tags."""
    options.setdefault("extensions", []).append("jinja2.ext.i18n")
    made = Environment(**options)  # noqa: S701 - Django's engine passes autoescape=True
    made.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext
    )
    made.globals |= {"static": static, "url": reverse, "icon": icon, "avatar": avatar, "address": address}
    return made
