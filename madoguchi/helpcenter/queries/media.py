"""The files of pictures and videos, as an export gives them out."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from django.db.models.fields.files import FieldFile

from madoguchi.helpcenter.contract import MediaFile
from madoguchi.helpcenter.media_files import POSTER
from madoguchi.helpcenter.models import Article, Picture, Video
from madoguchi.helpcenter.queries.pictures import pictures_of
from madoguchi.languages import short_code


def media_of(article: Article, given: set[str]) -> Iterator[MediaFile]:
    """What the article shows and `given` does not name yet; adds the names to it. Files that are gone are left out."""
    for picture in pictures_of(article):
        if picture.name and f"picture {picture.name}" not in given:
            given.add(f"picture {picture.name}")
            yield from _picture(picture)
    for block in article.body:
        video = block.value["video"] if block.block_type == "video" else None
        if video is not None and f"video {video.name}" not in given:
            given.add(f"video {video.name}")
            yield from _video(video)


def _picture(picture: Picture) -> Iterator[MediaFile]:
    yield from _file(picture.file, picture.name)
    for other in picture.in_languages.order_by("language"):
        yield from _file(other.file, f"{picture.name}.{short_code(other.language)}")


def _video(video: Video) -> Iterator[MediaFile]:
    yield from _file(video.file, video.name)
    yield from _file(video.poster, f"{video.name}.{POSTER}")
    for captions in video.captions.order_by("language"):
        yield from _file(captions.file, f"{video.name}.{short_code(captions.language)}")


def _file(field: FieldFile, name: str) -> Iterator[MediaFile]:
    ending = posixpath.splitext(str(field.name))[1].lower()
    try:
        with field.open("rb") as file:
            yield MediaFile(f"{name}{ending}", file.read())
    except OSError:
        return
