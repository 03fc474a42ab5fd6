"""Parts that are files, as attachments: named, measured, hashed, with what hides inside Outlook's winmail.dat."""

from __future__ import annotations

import hashlib
import mimetypes

from ..contract import Attachment
from .bodies import Body
from .limits import Limits
from .parts import Part
from .tnef import is_tnef, read_tnef
from .words import raw_text

_EXTENSIONS = {
    "message/rfc822": ".eml", "message/global": ".eml", "text/calendar": ".ics",
    "text/plain": ".txt", "text/html": ".html",
    "message/delivery-status": ".txt", "text/rfc822-headers": ".txt", "message/disposition-notification": ".txt",
    "message/feedback-report": ".txt", "application/pgp-signature": ".asc", "application/pkcs7-signature": ".p7s",
    "application/pgp-encrypted": ".asc", "image/jpeg": ".jpg",
}  # fmt: skip


def read_attachments(body: Body, limits: Limits) -> tuple[Attachment, ...]:
    """All files of a mail in order, at most `limits.max_attachments`."""
    shown = body.content_ids
    found: list[Attachment] = []
    for part in body.files:
        found += _from_part(part, shown, len(found) + 1, body.problems)
        if len(found) > limits.max_attachments:
            break
    for file in body.uuencoded:
        name = raw_text(file.filename)
        found.append(_attachment(name, _guess_type(name, "application/octet-stream"), file.content))
    if len(found) > limits.max_attachments:
        body.problems.append("too many attachments")
    return tuple(found[: limits.max_attachments])


def _from_part(part: Part, shown: set[str], number: int, problems: list[str]) -> list[Attachment]:
    content = part.content(problems)
    if is_tnef(content):
        inner = read_tnef(content)
        if inner:
            return [
                _attachment(f.filename, f.content_type or _guess_type(f.filename), f.content) for f in inner
            ]
    content_type = part.content_type
    if not content and content_type.startswith("image/"):
        problems.append("a picture is empty")  # what some servers leave of pictures that they remove
        return []
    name = part.filename or f"attachment-{number}{_extension(content_type)}"
    content_id = part.content_id
    inline = content_type.startswith("image/") and (
        (bool(content_id) and content_id in shown) or part.disposition.startswith("inline")
    )
    return [_attachment(name, content_type, content, inline=inline, content_id=content_id)]


def _attachment(
    filename: str, content_type: str, content: bytes, *, inline: bool = False, content_id: str = ""
) -> Attachment:
    return Attachment(
        filename=filename or "attachment",
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        inline=inline,
        content_id=content_id,
        content=content,
    )


def _extension(content_type: str) -> str:
    return _EXTENSIONS.get(content_type) or mimetypes.guess_extension(content_type) or ".bin"


def _guess_type(filename: str, fallback: str = "application/octet-stream") -> str:
    return mimetypes.guess_type(filename)[0] or fallback
