"""Pictures and videos beside articles, in files and in lines.

NAME.webp is a picture, NAME.ja.webp what stands for it in Japanese; NAME.mp4 is a video with NAME.poster.webp and its
captions NAME.ja.vtt. Articles call each of them NAME.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from madoguchi.helpcenter.contract import HelpcenterError, MediaFile

PICTURES = ("gif", "jpeg", "jpg", "png", "webp")
VIDEOS = ("mp4", "webm")
CAPTIONS = "vtt"
POSTER = "poster"
_NAME = re.compile(r"(?P<name>[\w-]{1,120})(?:\.(?P<part>[A-Za-z-]{2,12}))?\.(?P<ending>[a-z0-9]{3,4})\Z")


def parts_of_name(name: str) -> tuple[str, str, str]:
    """(name, language or "poster" or "", ending) of a file's name. Raises HelpcenterError for any other name."""
    found = _NAME.match(name)
    if not found or found["ending"] not in (*PICTURES, *VIDEOS, CAPTIONS):
        raise HelpcenterError(f"{name!r} is no name of a picture, a video or captions")
    return found["name"], found["part"] or "", found["ending"]


def media_beside(folder: Path) -> tuple[MediaFile, ...]:
    """The pictures, videos and captions in a folder, by name."""
    endings = {f".{ending}" for ending in (*PICTURES, *VIDEOS, CAPTIONS)}
    files = sorted(path for path in folder.iterdir() if path.suffix in endings and path.is_file())
    return tuple(MediaFile(path.name, path.read_bytes()) for path in files)


def write_media(folder: Path, media: Iterable[MediaFile]) -> int:
    """Write them into a folder; answers how many."""
    count = 0
    for file in media:
        parts_of_name(file.name)
        (folder / file.name).write_bytes(file.data)
        count += 1
    return count


def to_json(media: Iterable[MediaFile]) -> list[dict[str, str]]:
    """As a line of an export holds them: {"name", "data" (Base64)}."""
    return [{"name": file.name, "data": base64.b64encode(file.data).decode()} for file in media]


def from_json(values: Any) -> tuple[MediaFile, ...]:
    """What `to_json` wrote. Raises KeyError, TypeError or ValueError for anything else."""
    return tuple(
        MediaFile(str(value["name"]), base64.b64decode(value["data"], validate=True)) for value in values
    )
