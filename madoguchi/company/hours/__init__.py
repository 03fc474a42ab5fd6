"""Opening hours: when somebody is at the counter, and how much of that time lies between two moments.

Pure: no framework, no database. Moments go in and come out as aware datetimes (UTC inside); only the rules
of a `Schedule` speak of local dates and clock times. Used by chat hours, service-level clocks and promises.
"""

from madoguchi.company.hours.arithmetic import add, add_days, between, is_open, next_open, previous_close
from madoguchi.company.hours.errors import HoursError, NeverOpens
from madoguchi.company.hours.localtime import from_local, to_local
from madoguchi.company.hours.one_day import Opening
from madoguchi.company.hours.openings import open_intervals
from madoguchi.company.hours.plain import schedule_from_plain, schedule_to_plain
from madoguchi.company.hours.schedule import Schedule, Span

__all__ = [
    "HoursError",
    "NeverOpens",
    "Opening",
    "Schedule",
    "Span",
    "add",
    "add_days",
    "between",
    "from_local",
    "is_open",
    "next_open",
    "open_intervals",
    "previous_close",
    "schedule_from_plain",
    "schedule_to_plain",
    "to_local",
]
