"""Videos of an import: the file, its still and its captions."""

from __future__ import annotations

import re

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile

from madoguchi.helpcenter.actions.media.checks import (
    check_captions,
    check_video,
    language_of,
    size_of_picture,
)
from madoguchi.helpcenter.actions.noting import note_changes
from madoguchi.helpcenter.contract import HelpcenterError, MediaFile
from madoguchi.helpcenter.media_files import POSTER
from madoguchi.helpcenter.models import Captions, Video

_CUE_END = re.compile(rb"--> *(?:(\d+):)?(\d\d):(\d\d)[.,]")


def keep_videos(videos: dict[str, dict[str, MediaFile]]) -> list[tuple[str, str]]:
    """`videos` has the files by name and part: "" the video, "poster", else the captions' language."""
    refused: list[tuple[str, str]] = []
    for name, files in videos.items():
        try:
            with transaction.atomic():
                _keep(name, dict(files))
        except HelpcenterError as error:
            refused.append((name, str(error)))
    return refused


def _keep(name: str, files: dict[str, MediaFile]) -> None:
    film, poster = files.pop("", None), files.pop(POSTER, None)
    if film:
        check_video(film)
    captions = {language_of(part): file for part, file in files.items()}
    for file in captions.values():
        check_captions(file)
    if film is None or poster is None:
        raise HelpcenterError(f"a video is {name}.mp4 or {name}.webm with {name}.{POSTER}.webp")
    width, height = size_of_picture(poster)
    video = Video.objects.filter(name=name).first() or Video(
        name=name, title=name.replace("-", " ").capitalize()[:200]
    )
    video.width, video.height = width, height
    video.seconds = max((_seconds(file.data) for file in captions.values()), default=video.seconds)
    changed = [_replace(video.file, film), _replace(video.poster, poster)]
    video.save()
    kept = {row.language: row for row in Captions.objects.filter(video=video)}
    for language, file in captions.items():
        row = kept.get(language) or Captions(video=video, language=language)
        if _replace(row.file, file):
            row.save()
            changed.append(True)
    for language in kept.keys() - captions.keys():
        _forget_file(kept[language].file)
        kept[language].delete()
        changed.append(True)
    if any(changed):
        note_changes([f"video:{video.pk}"])


def _replace(field: FieldFile, file: MediaFile) -> bool:
    """Whether the field holds another file now; the old one goes once this is committed."""
    if field:
        try:
            with field.open("rb") as old:
                if old.read() == file.data:
                    return False
        except OSError:
            pass
        _forget_file(field)
    field.save(file.name, ContentFile(file.data), save=False)
    return True


def _forget_file(field: FieldFile) -> None:
    """The file goes once this is committed."""
    before, storage = str(field.name), field.storage
    transaction.on_commit(lambda: storage.delete(before))


def _seconds(captions: bytes) -> int:
    """The second at which the last cue ends."""
    ends = (int(h or 0) * 3600 + int(m) * 60 + int(s) for h, m, s in _CUE_END.findall(captions))
    return max(ends, default=0)
