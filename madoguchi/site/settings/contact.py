"""The contact form."""

from __future__ import annotations

from madoguchi.core.env import Area

_area = Area("Contact form")
FORM_SECONDS = _area.decimal(
    "MADOGUCHI_FORM_SECONDS",
    2,
    "A form that comes back sooner was filled in by a program, and is asked for again",
)
FORM_HOURS = _area.number("MADOGUCHI_FORM_HOURS", 24, "How long a form that is open in a browser can be sent")
PROMISE_HOURS = _area.number(
    "MADOGUCHI_PROMISE_HOURS", 24, "Within how many hours, from the next opening on, a person answers a form"
)
