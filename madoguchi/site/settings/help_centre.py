"""The help centre: its pages, and what its editors are told."""

from __future__ import annotations

from madoguchi.core.env import Area

_area = Area("Help centre")
HELP_CACHE_BYTES = _area.number(
    "MADOGUCHI_HELP_CACHE_BYTES",
    32_000_000,
    "Memory for finished help pages in one process, compressed; the least read go first. 0: keep none",
)
HELP_PAGE_SECONDS = _area.decimal(
    "MADOGUCHI_HELP_PAGE_SECONDS",
    600,
    "A kept page is drawn anew after so long even if nothing changed: what is often read is ordered by the hour",
)
HELP_REFRESH_SECONDS = _area.decimal(
    "MADOGUCHI_HELP_REFRESH_SECONDS",
    1,
    "How old what a process knows of changes may be when it gives out a kept page",
)
HELP_VERIFY_DAYS = _area.number(
    "MADOGUCHI_HELP_VERIFY_DAYS", 180, "After so many days somebody should look at an article again"
)
HELP_VERIFY_SOON_DAYS = _area.number(
    "MADOGUCHI_HELP_VERIFY_SOON_DAYS", 14, "So many days before, it stands on the editors' list"
)
HELP_COUNT_DAYS = _area.number(
    "MADOGUCHI_HELP_COUNT_DAYS", 90, "How many days of searches and votes the editors' lists add up"
)
HELP_SEARCHES_UNCLICKED = _area.number(
    "MADOGUCHI_HELP_SEARCHES_UNCLICKED",
    3,
    "A search counts as missing when it was made so often and no result was ever opened",
)
HELP_PICTURE_BYTES = _area.number(
    "MADOGUCHI_HELP_PICTURE_BYTES", 10_000_000, "The largest picture that comes with imported articles"
)
HELP_VIDEO_BYTES = _area.number(
    "MADOGUCHI_HELP_VIDEO_BYTES", 200_000_000, "The largest video that comes with imported articles"
)
