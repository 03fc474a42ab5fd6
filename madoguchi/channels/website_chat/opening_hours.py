"""Whether somebody is there, and the two lines that say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_time, get_day_names, get_timezone_name
from django.utils.translation import gettext as _

from madoguchi.company.hours import Schedule, is_open, next_open
from madoguchi.company.hours.schedule import DAY, Span

_BABEL = {"zh-hans": "zh_Hans"}


@dataclass(frozen=True, slots=True)
class Hours:
    open: bool
    opens_at: str | None
    hours_text: str
    promise: str


def hours(schedule: Schedule | None, at: datetime, *, language: str) -> Hours:
    """At the moment `at`, in the active language; today's hours are those of the counter's own place."""
    if schedule is None:
        return Hours(True, None, "", _open_promise())
    if is_open(schedule, at):
        return Hours(True, None, _today(schedule, at, language), _open_promise())
    opens = next_open(schedule, at)
    return Hours(False, opens.isoformat() if opens else None, _today(schedule, at, language), _shut_promise())


def babel_locale(language: str) -> str:
    """Our code as CLDR data is named."""
    return _BABEL.get(language, language)


def _open_promise() -> str:
    return _("We usually answer within a few minutes.")


def _shut_promise() -> str:
    return _("Leave a message: we answer as soon as we are back, here and by e-mail.")


def _today(schedule: Schedule, at: datetime, language: str) -> str:
    """The hours of this day at the counter's own place, with its time zone; "" on a day without any."""
    local = at.astimezone(schedule.timezone)
    spans = schedule.spans_on(local.date())
    if not spans or (len(spans) == 1 and spans[0].end - spans[0].start == DAY):
        return ""
    locale = babel_locale(language)
    return _("%(day)s: %(hours)s (%(zone)s)") % {
        "day": get_day_names("wide", locale=locale)[local.weekday()],
        "hours": ", ".join(_span(span, local, locale) for span in spans),
        "zone": get_timezone_name(local, width="short", locale=locale),
    }


def _span(span: Span, local: datetime, locale: str) -> str:
    return f"{_clock(span.start, local, locale)}–{_clock(span.end, local, locale)}"


def _clock(seconds: int, local: datetime, locale: str) -> str:
    moment = local.replace(hour=seconds % DAY // 3600, minute=seconds % 3600 // 60, second=0)
    return str(format_time(moment, format="short", locale=locale, tzinfo=_zone(local)))


def _zone(local: datetime) -> ZoneInfo | None:
    return local.tzinfo if isinstance(local.tzinfo, ZoneInfo) else None
