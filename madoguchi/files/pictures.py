"""Pictures drawn anew: what is stored holds pixels and nothing else.

Whatever hid in the original (the place it was taken at, a script behind the last byte, a second file format) is gone.
"""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageOps, ImageSequence

log = logging.getLogger(__name__)

# Pictures that are shown in the page; everything else is only ever offered for download.
SHOWN = {"image/png": "PNG", "image/jpeg": "JPEG", "image/gif": "GIF", "image/webp": "WEBP"}
FRAMES = 400


class TooLarge(ValueError):
    """More pixels, over all its frames, than the limit."""


@dataclass(frozen=True, slots=True)
class Picture:
    content: bytes
    width: int
    height: int


def redraw(content: bytes, content_type: str, *, pixels: int) -> Picture | None:
    """The same picture as a new file; None if it cannot be read.

    The size is read from the header before a single pixel is unpacked, so a small file cannot fill the memory.

    Raises:
        TooLarge: it has more than `pixels` pixels, counting every frame.
    """
    format_name = SHOWN[content_type]
    try:
        with Image.open(io.BytesIO(content), formats=[format_name]) as picture:
            if picture.width * picture.height > pixels:
                raise TooLarge
            if format_name == "GIF" and getattr(picture, "is_animated", False):
                return _animation(picture, pixels)
            turned = _bare(ImageOps.exif_transpose(picture))
            out = io.BytesIO()
            turned.save(out, format=format_name, quality=88)
            return Picture(out.getvalue(), turned.width, turned.height)
    except TooLarge:
        raise
    except Image.DecompressionBombError:
        raise TooLarge from None
    except Exception as error:  # decoders of hostile bytes fail in every way there is
        log.info("a picture could not be read: %s", type(error).__name__)
        return None


def _bare(picture: Image.Image) -> Image.Image:
    """Without comments, profiles and whatever else travels beside the pixels; transparency is part of the picture."""
    kept: dict[str, Any] = {key: picture.info[key] for key in ("transparency",) if key in picture.info}
    bare = picture.convert("RGB") if picture.mode in ("CMYK", "YCbCr", "LAB", "HSV") else picture.copy()
    bare.info = kept  # type: ignore[assignment]  # the stubs say that keys may be tuples
    return bare


def _animation(picture: Image.Image, pixels: int) -> Picture:
    frames: list[Image.Image] = []
    durations: list[int] = []
    for frame in ImageSequence.Iterator(picture):
        if len(frames) >= FRAMES or (len(frames) + 1) * picture.width * picture.height > pixels:
            raise TooLarge
        durations.append(max(20, int(frame.info.get("duration") or 100)))
        frames.append(_bare(frame.convert("RGBA")))
    out = io.BytesIO()
    frames[0].save(
        out, format="GIF", save_all=True, append_images=frames[1:], duration=durations, loop=0, disposal=2
    )
    return Picture(out.getvalue(), picture.width, picture.height)
