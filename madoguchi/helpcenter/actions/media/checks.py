"""What a file must be before it is kept: of a kind that we give out, not too large, and truly what it says."""

from __future__ import annotations

import io
import warnings

import filetype
from django.conf import settings
from PIL import Image

from madoguchi.helpcenter.contract import HelpcenterError, MediaFile
from madoguchi.helpcenter.media_files import VIDEOS
from madoguchi.languages import to_supported

_FORMATS = ("GIF", "JPEG", "PNG", "WEBP")
CAPTIONS_BYTES = 500_000


def size_of_picture(file: MediaFile) -> tuple[int, int]:
    """(width, height) in points, from the file's head. Raises HelpcenterError."""
    _not_larger(file, settings.HELP_PICTURE_BYTES)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(file.data), formats=_FORMATS) as picture:
                size = picture.size
    except (OSError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise HelpcenterError("this is no picture that we can read") from None
    if size[0] * size[1] > settings.IMAGE_PIXELS:
        raise HelpcenterError(f"the picture has more than {settings.IMAGE_PIXELS} points")
    return size


def check_video(file: MediaFile) -> None:
    """Raises HelpcenterError for what is no WebM or MP4 file."""
    _not_larger(file, settings.HELP_VIDEO_BYTES)
    found = filetype.guess(file.data[:4096])
    if found is None or found.extension not in (*VIDEOS, "m4v", "mkv"):
        raise HelpcenterError("this is no video in WebM or MP4")


def check_captions(file: MediaFile) -> None:
    """Raises HelpcenterError for what is no WebVTT."""
    _not_larger(file, CAPTIONS_BYTES)
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise HelpcenterError("captions are written in UTF-8") from None
    if not text.startswith("WEBVTT"):
        raise HelpcenterError("captions begin with WEBVTT")


def language_of(part: str) -> str:
    """The language of a file's name. Raises HelpcenterError for one that is not ours."""
    language = to_supported(part, "")
    if not language:
        raise HelpcenterError(f"the language {part!r} is not one of ours")
    return language


def _not_larger(file: MediaFile, limit: int) -> None:
    if len(file.data) > limit:
        raise HelpcenterError(f"the file has more than {limit} bytes")
