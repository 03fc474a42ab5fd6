"""Files and pictures."""

from __future__ import annotations

from madoguchi.core.env import Area

_area = Area("Files")
FILE_BYTES = _area.number("MADOGUCHI_FILE_BYTES", 15_000_000, "The largest attachment")
FILES_PER_MESSAGE = _area.number("MADOGUCHI_FILES_PER_MESSAGE", 10, "Attachments of one message")
FILES_PER_MAIL = _area.number(
    "MADOGUCHI_FILES_PER_MAIL", 50, "Files of one received mail that are kept; signatures bring many pictures"
)
IMAGE_PIXELS = _area.number(
    "MADOGUCHI_IMAGE_PIXELS", 50_000_000, "Pixels of the largest picture that is read"
)
