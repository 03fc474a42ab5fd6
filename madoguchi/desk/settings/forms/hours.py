"""Opening hours as people write them: one line a day, one line a special day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from madoguchi.company.hours import HoursError, schedule_from_plain
from madoguchi.company.queries import CalendarFacts

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LINES = 400
Pairs = list[list[str]]
_SPAN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*[-–—~～]\s*(\d{1,2})(?:[:.](\d{2}))?", re.ASCII)


class HoursForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("For example Tokyo office."))
    time_zone = forms.ChoiceField(label=_("Time zone"), initial="UTC")
    holidays = forms.CharField(
        label=_("Holidays"),
        required=False,
        max_length=20_000,
        help_text=_("One a line: the date, then its name, such as 2026-12-31 New Year’s Eve."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    special_days = forms.CharField(
        label=_("Days with other hours"),
        required=False,
        max_length=20_000,
        help_text=_("One a line: the date, then the hours, such as 2026-12-30 09:00–12:00."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *arguments: Any, facts: CalendarFacts | None = None, **more: Any) -> None:
        super().__init__(*arguments, **more)
        zone = self.fields["time_zone"]
        assert isinstance(zone, forms.ChoiceField)
        zone.choices = [(name, name.replace("_", " ")) for name in sorted(available_timezones())]
        for number, day in enumerate(DAYS):
            self.fields[day] = forms.CharField(label=WEEKDAYS[number], required=False, max_length=500)
        self.initial = dict(self.initial) | (_filled(facts) if facts else _usual())

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[day] for day in DAYS]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        hours = {day: self._read(day, values.get(day, "")) for day in DAYS}
        special: dict[str, Pairs] = {}
        holidays: dict[date, str] = {}
        for day, rest in self._dated("special_days", values):
            special[day.isoformat()] = self._read("special_days", rest)
        for day, rest in self._dated("holidays", values):
            holidays[day] = rest[:100]
        values |= {
            "hours": {day: pairs for day, pairs in hours.items() if pairs},
            "special": special,
            "closed": holidays,
        }
        if not self.errors:
            try:
                schedule_from_plain(self.plain(values))
            except HoursError as error:
                self.add_error(None, str(error))
        return values

    def plain(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The schedule as `company.hours` reads it."""
        return {
            "tz": values["time_zone"],
            "hours": values["hours"],
            "shifts": values["special"],
            "holidays": [day.isoformat() for day in values["closed"]],
        }

    def _read(self, field: str, text: str) -> Pairs:
        try:
            return spans(text)
        except ValueError as error:
            self.add_error(field, str(error))
            return []

    def _dated(self, field: str, values: Mapping[str, Any]) -> list[tuple[date, str]]:
        lines = [line.split(None, 1) for line in values.get(field, "").splitlines() if line.strip()]
        if len(lines) > LINES:
            self.add_error(field, _("At most %(n)s lines.") % {"n": LINES})
        found = []
        for words in lines[:LINES]:
            try:
                found.append((date.fromisoformat(words[0]), words[1].strip() if len(words) > 1 else ""))
            except ValueError:
                wrong = _now("%(text)s is no date such as 2026-12-31.") % {"text": words[0][:40]}
                self.add_error(field, wrong)
        return found


def spans(text: str) -> Pairs:
    """[["09:00", "12:00"], …] from "09:00–12:00, 13:00–18:00"; nothing is closed. Raises ValueError in plain words."""
    found = []
    for part in re.split(r"[,;、，]", text):
        part = part.strip()
        if not part:
            continue
        read = _SPAN.fullmatch(part)
        if read is None or not _on_a_clock(read):
            raise ValueError(_now("%(text)s are no hours such as 09:00–18:00.") % {"text": part[:40]})
        start, end = (f"{int(read[n]):02}:{read[n + 1] or '00'}" for n in (1, 3))
        found.append([start, end])
    return found


def _on_a_clock(read: re.Match[str]) -> bool:
    """00:00 to 24:00; nothing lies behind 24:00."""
    times = [int(read[n]) * 60 + int(read[n + 1] or 0) for n in (1, 3)]
    return all(time <= 24 * 60 for time in times) and all(int(read[n] or 0) < 60 for n in (2, 4))


def written(pairs: object) -> str:
    """The same the other way round."""
    return ", ".join(f"{start}–{end}" for start, end in pairs) if isinstance(pairs, list) else ""


def _usual() -> dict[str, str]:
    return dict.fromkeys(DAYS[:5], "09:00–18:00")


def _filled(facts: CalendarFacts) -> dict[str, Any]:
    return {
        "name": facts.name,
        "time_zone": facts.time_zone,
        "holidays": "\n".join(f"{day.isoformat()} {name}".strip() for day, name in facts.holidays.items()),
        "special_days": "\n".join(
            f"{day} {written(pairs)}" for day, pairs in sorted(facts.special_days.items())
        ),
    } | {day: written(facts.hours.get(day)) for day in DAYS}
