"""Reads about brands and opening hours that other apps need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from madoguchi.company.hours import HoursError, Schedule, schedule_from_plain
from madoguchi.company.models import Brand, Calendar


@dataclass(frozen=True, slots=True)
class BrandFacts:
    """A brand as pages show it."""

    id: int
    key: str
    name: str
    site: str
    languages: tuple[str, ...]
    default_language: str


def main_brand() -> BrandFacts | None:
    """The brand of this installation's own pages: the oldest one; None before there is any."""
    brand = Brand.objects.order_by("id").first()
    return _facts(brand) if brand else None


def brand_facts(brand_id: int) -> BrandFacts:
    """Raises Brand.DoesNotExist."""
    return _facts(Brand.objects.get(id=brand_id))


def brand_names() -> list[tuple[int, str]]:
    """Every brand's number and name, by name."""
    return list(Brand.objects.order_by("name", "id").values_list("id", "name"))


@dataclass(frozen=True, slots=True)
class Company:
    """The main brand with its legal entity, as its settings show it."""

    brand: BrandFacts
    legal_name: str
    country: str
    address: str


@dataclass(frozen=True, slots=True)
class CalendarFacts:
    """Opening hours as they are written; `schedule_of` calculates with them."""

    id: int
    name: str
    time_zone: str
    hours: dict[str, Any]
    special_days: dict[str, Any]
    holidays: dict[date, str]


def company() -> Company | None:
    """None before there is any brand."""
    brand = Brand.objects.select_related("legal_entity").order_by("id").first()
    if brand is None:
        return None
    entity = brand.legal_entity
    if entity is None:
        return Company(_facts(brand), "", "", "")
    return Company(_facts(brand), entity.name, entity.country, entity.address)


def calendars() -> list[CalendarFacts]:
    """All opening hours by name."""
    return [
        CalendarFacts(
            row.id,
            row.name,
            row.time_zone,
            dict(row.hours),
            dict(row.special_days),
            {day.date: day.name for day in sorted(row.holidays.all(), key=lambda day: day.date)},
        )
        for row in Calendar.objects.order_by("name", "id").prefetch_related("holidays")
    ]


def calendar_facts(calendar_id: int) -> CalendarFacts | None:
    return next((facts for facts in calendars() if facts.id == calendar_id), None)


def schedule_of(calendar_id: int | None) -> Schedule | None:
    """The hours of a calendar; None where there is none, or where what is written there cannot be read."""
    calendar = Calendar.objects.filter(id=calendar_id).first() if calendar_id else None
    if calendar is None:
        return None
    plain = {
        "tz": calendar.time_zone,
        "hours": calendar.hours,
        "shifts": calendar.special_days,
        "holidays": [day.isoformat() for day in calendar.holidays.values_list("date", flat=True)],
    }
    try:
        return schedule_from_plain(plain)
    except HoursError:
        return None


def _facts(brand: Brand) -> BrandFacts:
    return BrandFacts(
        brand.id, brand.key, brand.name, brand.site, tuple(brand.languages), brand.default_language
    )
