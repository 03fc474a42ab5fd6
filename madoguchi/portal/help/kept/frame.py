"""What stands around every help page and changes seldom: brand, chat, ways to reach us, banners."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from madoguchi.company.hours import Schedule, open_intervals
from madoguchi.company.queries import main_brand, schedule_of
from madoguchi.helpcenter.queries.banners import banner_rows, notices
from madoguchi.helpcenter.queries.changes import stamp_of
from madoguchi.inbox.queries import InboxFacts, inboxes_of_channel
from madoguchi.portal.counters import CHANNELS

BRAND, CHAT, DOORS, BANNERS = "brand", "chat", "doors", "banners"
LOOK_AHEAD = timedelta(days=1)


def frame_stamps() -> dict[str, str]:
    """A stamp for each, by tag."""
    doors = {channel: inboxes_of_channel(channel) for channel in CHANNELS}
    hours = [(door.id, schedule_of(door.calendar_id)) for some in doors.values() for door in some]
    return {
        BRAND: stamp_of(main_brand()),
        CHAT: stamp_of(_shown(doors["website_chat"])),
        DOORS: stamp_of((_shown([door for some in doors.values() for door in some]), hours)),
        BANNERS: stamp_of(banner_rows()),
    }


def _shown(doors: list[InboxFacts]) -> list[object]:
    """What pages show of an inbox, which may note much else about itself."""
    return [(door.id, door.brand_id, door.address, door.languages, door.calendar_id) for door in doors]


def next_turn() -> datetime | None:
    """When the next way to reach us opens or closes, within a day."""
    now = timezone.now()
    schedules = {
        door.calendar_id: schedule_of(door.calendar_id)
        for channel in CHANNELS
        for door in inboxes_of_channel(channel)
    }
    turns = [turn for schedule in schedules.values() if schedule for turn in _turns(schedule, now)]
    return min(turns, default=None)


def _turns(schedule: Schedule, now: datetime) -> list[datetime]:
    found = open_intervals(schedule, now, now + LOOK_AHEAD)
    return [moment for opening in found for moment in opening if moment > now]


def next_banner(language: str) -> datetime | None:
    """When the next banner appears or goes."""
    return notices(language, now=timezone.now()).until
