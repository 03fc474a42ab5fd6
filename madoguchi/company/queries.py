"""Reads about brands and opening hours that other apps need."""

from __future__ import annotations

from dataclasses import dataclass

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
