"""What a file is, by its content; the name and the sender's word count for nothing."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import dataclass

import filetype
from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

# Pictures that are shown in the page; everything else is only ever offered for download.
_SHOWN = {"image/png": "PNG", "image/jpeg": "JPEG", "image/gif": "GIF", "image/webp": "WEBP"}
_NAME = 120


class Refusal(ValueError):
    """The file cannot be taken; the text says why in the reader's language."""


@dataclass(frozen=True, slots=True)
class Seen:
    content: bytes
    content_type: str
    image: bool = False
    width: int | None = None
    height: int | None = None


def inspect(*, name: str, content: bytes, claimed_type: str) -> Seen:
    """The file as it may be stored. Raises Refusal."""
    if len(content) > settings.FILE_BYTES:
        raise Refusal(
            _("%(name)s is too large: at most %(limit)s MB.")
            % {"name": name, "limit": settings.FILE_BYTES // 1_000_000}
        )
    kind = filetype.guess(content)
    found = kind.mime if kind else _text_type(content)
    if found in _SHOWN:
        return _picture(name, content, found)
    return Seen(content=content, content_type=found)


def safe_name(name: str) -> str:
    """A name without folders, control characters, direction marks or leading dots, at most 120 characters."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    name = "".join(c for c in name if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    name = re.sub(r'[<>:"|?*]', "_", name).strip(" .")
    stem, dot, extension = name.rpartition(".")
    if dot and len(name) > _NAME:
        name = f"{stem[: _NAME - len(extension) - 1]}.{extension[:20]}"
    return name[:_NAME] or "file"


def _text_type(content: bytes) -> str:
    """Text only if it is nothing else; HTML, SVG and XML count as unknown, so that no browser renders them."""
    head = content[:4096]
    if b"\x00" in head or re.search(rb"<\s*(!doctype|html|script|svg|\?xml)", head, re.IGNORECASE):
        return "application/octet-stream"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "application/octet-stream"
    return "text/plain"


def _picture(name: str, content: bytes, content_type: str) -> Seen:
    try:
        with Image.open(io.BytesIO(content)) as picture:
            if picture.width * picture.height > settings.IMAGE_PIXELS:
                raise Refusal(_("%(name)s has too many pixels.") % {"name": name})
            width, height = picture.size
            if content_type == "image/gif" and getattr(picture, "n_frames", 1) > 1:
                return Seen(content, content_type, True, width, height)
            turned = ImageOps.exif_transpose(picture)
            out = io.BytesIO()
            turned.save(out, format=_SHOWN[content_type], quality=88)
            return Seen(out.getvalue(), content_type, True, *turned.size)
    except Refusal:
        raise
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, MemoryError):
        # A broken picture may still be evidence: keep it, never show it.
        return Seen(content, "application/octet-stream")
