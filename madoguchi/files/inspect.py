"""What a file is, by its content; the name and the sender's word count for nothing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import filetype
from django.conf import settings
from django.utils.translation import gettext as _

from madoguchi.files.pictures import SHOWN, TooLarge, redraw

_NAME = 120
_TEXT_HEAD = 4096
# What browsers and systems would run or render if they were told that it is this.
_MARKUP = re.compile(
    rb"<\s*(!doctype|!entity|html|head|body|script|svg|iframe|\?xml|xsl|math)", re.IGNORECASE
)
_PROGRAM_STARTS = (
    b"MZ",  # Windows
    b"\x7fELF",
    b"\xfe\xed\xfa\xce",  # macOS, 32 bits
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",  # macOS universal, and Java classes
    b"\x4c\x00\x00\x00\x01\x14\x02\x00",  # Windows shortcut
    b"ITSF",  # compiled help
    b"#!",
)
_RUN_BY_NAME = (
    "apk app appx bat bin chm cmd com cpl deb dll dmg exe gadget hta img inf iso jar js jse lnk mjs msc msi msp"
    " pif pkg ps1 psm1 py reg rpm scr sh sys vb vbe vbs vhd wsf wsh xll"
)
_PROGRAM_NAMES = frozenset(_RUN_BY_NAME.split())


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
            % {"name": safe_name(name), "limit": settings.FILE_BYTES // 1_000_000}
        )
    kind = filetype.guess(content[:8192])
    found = kind.mime if kind else _text_type(content)
    if found not in SHOWN:
        return Seen(content=content, content_type=found)
    try:
        picture = redraw(content, found, pixels=settings.IMAGE_PIXELS)
    except TooLarge:
        raise Refusal(_("%(name)s has too many pixels.") % {"name": safe_name(name)}) from None
    if picture is None:
        # A broken picture may still be evidence: keep it, never show it.
        return Seen(content, "application/octet-stream")
    return Seen(picture.content, found, True, picture.width, picture.height)


def refuse_programs(*, name: str, content: bytes) -> None:
    """What a stranger offers for others to open must not be a program, whatever it is called. Raises Refusal."""
    ending = safe_name(name).rpartition(".")[2].lower()
    if content.startswith(_PROGRAM_STARTS) or ending in _PROGRAM_NAMES:
        raise Refusal(
            _("%(name)s is a program, and we take none. Send a picture, a PDF or text instead.")
            % {"name": safe_name(name)}
        )


def safe_name(name: str) -> str:
    """A name without folders, control characters, direction marks or leading dots, at most 120 characters."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    name = "".join(c for c in name if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    name = re.sub(r'[<>:"|?*]', "_", name).strip(" .")
    stem, dot, extension = name.rpartition(".")
    if dot and len(name) > _NAME:
        name = f"{stem[: _NAME - min(len(extension), 20) - 1]}.{extension[:20]}"
    return name[:_NAME] or "file"


def _text_type(content: bytes) -> str:
    """Text only if it is nothing else; HTML, SVG and XML count as unknown, so that no browser renders them."""
    if b"\x00" in content or _MARKUP.search(content[: _TEXT_HEAD * 16]):
        return "application/octet-stream"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "application/octet-stream"
    return "text/plain"
