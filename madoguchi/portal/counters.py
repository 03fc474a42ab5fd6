"""The ways to reach a person: which there are, in which languages, and when somebody is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from madoguchi.company.hours import NeverOpens, Schedule, Span, is_open, next_open
from madoguchi.company.queries import main_brand, schedule_of
from madoguchi.inbox.queries import InboxFacts, inboxes_of_channel
from madoguchi.languages import BY_CODE

DAY = 24 * 3600
CHANNELS: dict[str, tuple[str, str | Promise]] = {
    "website_chat": ("message-circle", gettext_lazy("Chat")),
    "web_form": ("pen-line", gettext_lazy("Contact form")),
    "email": ("mail", gettext_lazy("E-mail")),
}


@dataclass(frozen=True, slots=True)
class Counter:
    """One way in. `opens_at` is None while it is open; `week` are lines such as ("Mon – Fri", "09:00 – 18:00")."""

    channel: str
    icon: str
    name: str
    address: str
    languages: tuple[tuple[str, str], ...]
    open_now: bool
    opens_at: datetime | None
    zone: str
    week: tuple[tuple[str, str], ...]


def counters() -> list[Counter]:
    """The enabled channels of this site's brand that a customer can use from here, the quickest first."""
    brand = main_brand()
    if brand is None:
        return []
    doors = [
        door for channel in CHANNELS for door in inboxes_of_channel(channel) if door.brand_id == brand.id
    ]
    now = timezone.now()
    return [_counter(door, schedule_of(door.calendar_id), now) for door in doors]


def _counter(door: InboxFacts, schedule: Schedule | None, now: datetime) -> Counter:
    icon, name = CHANNELS[door.channel]
    opened = schedule is None or is_open(schedule, now)
    return Counter(
        channel=door.channel,
        icon=icon,
        name=str(name),
        address=door.address if door.channel == "email" else "",
        languages=tuple((code, BY_CODE[code].endonym) for code in door.languages if code in BY_CODE),
        open_now=opened,
        opens_at=None if opened or schedule is None else _opens(schedule, now),
        zone=schedule.timezone.key if schedule else "",
        week=_week(schedule) if schedule else (),
    )


def _opens(schedule: Schedule, now: datetime) -> datetime | None:
    try:
        found = next_open(schedule, now)
    except NeverOpens:
        return None
    return found.astimezone(ZoneInfo(schedule.timezone.key)) if found else None


def _week(schedule: Schedule) -> tuple[tuple[str, str], ...]:
    """Days in a row with the same hours share a line."""
    if all(spans == (Span(0, DAY),) for spans in schedule.weekly):
        return ((_("Every day"), _("around the clock")),)
    lines: list[tuple[int, int, tuple[Span, ...]]] = []
    for day, spans in enumerate(schedule.weekly):
        if lines and lines[-1][2] == spans:
            lines[-1] = (lines[-1][0], day, spans)
        else:
            lines.append((day, day, spans))
    return tuple((_days(first, last), _hours(spans)) for first, last, spans in lines)


def _days(first: int, last: int) -> str:
    names = str(WEEKDAYS_ABBR[first]), str(WEEKDAYS_ABBR[last])
    return names[0] if first == last else f"{names[0]} – {names[1]}"


def _hours(spans: tuple[Span, ...]) -> str:
    return ", ".join(f"{_clock(span.start)} – {_clock(span.end)}" for span in spans) or _("closed")


def _clock(seconds: int) -> str:
    minutes = (seconds if seconds <= DAY else seconds - DAY) // 60
    return f"{minutes // 60:02}:{minutes % 60:02}"
