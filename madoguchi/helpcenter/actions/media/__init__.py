"""Pictures and videos that an import brings."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail.signal_handlers import disable_reference_index_auto_update

from madoguchi.helpcenter.actions.media.pictures import keep_pictures
from madoguchi.helpcenter.actions.media.videos import keep_videos
from madoguchi.helpcenter.contract import HelpcenterError, MediaFile
from madoguchi.helpcenter.media_files import CAPTIONS, PICTURES, POSTER, parts_of_name

Refused = list[tuple[str, str]]
__all__ = ["keep_media"]


def keep_media(files: Iterable[MediaFile]) -> Refused:
    """Keep what is new or has changed; answers what was refused with the reason. The same again changes nothing."""
    refused: Refused = []
    pictures: dict[str, dict[str, MediaFile]] = {}
    videos: dict[str, dict[str, MediaFile]] = {}
    seen: dict[str, bytes] = {}
    for file in files:
        try:
            name, part, ending = parts_of_name(file.name)
        except HelpcenterError as error:
            refused.append((file.name, str(error)))
            continue
        if seen.setdefault(file.name, file.data) != file.data:
            refused.append((file.name, "another file of this name comes with another article"))
        elif ending in PICTURES and part != POSTER:
            pictures.setdefault(name, {})[part] = file
        else:
            role = part if ending == CAPTIONS or part == POSTER else ""
            videos.setdefault(name, {})[role] = file
    with disable_reference_index_auto_update():
        refused += keep_pictures(pictures)
        refused += keep_videos(videos)
    return refused
