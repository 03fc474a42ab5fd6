"""Pictures and videos of articles. Only what is meant for readers is given out; originals stay inside."""

from __future__ import annotations

import posixpath
import re

from django.core.files import File
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

FOLDERS = ("images/", "help/videos/", "help/posters/", "help/captions/")
INSIDE = ("original_images/", "documents/", "avatar_images/")
TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".webm": "video/webm",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt",
}
YEAR = 31_536_000
# The most of a file that one answer to a request for a part holds; players ask on.
PIECE = 2_000_000
_RANGE = re.compile(r"bytes=(\d{1,15})-(\d{0,15})\Z")


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """A file by its name in the store; its type comes from the name, and nothing else is given out."""
    ending = posixpath.splitext(name)[1].lower()
    staff = request.user.is_authenticated and hasattr(request.user, "agent")
    folders = (*FOLDERS, *INSIDE) if staff else FOLDERS
    if (
        ".." in name
        or not name.startswith(folders)
        or ending not in TYPES
        or not default_storage.exists(name)
    ):
        raise Http404
    response = _answer(default_storage.open(name), request.headers.get("Range", ""), TYPES[ending])
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    public = name.startswith(FOLDERS)
    response.headers["Cache-Control"] = (
        f"public, max-age={YEAR}, immutable" if public else "private, no-store"
    )
    return response


def _answer(file: File[bytes], asked: str, kind: str) -> HttpResponseBase:
    """The file, or the part that is asked for (RFC 9110, 14): some players show no video without parts."""
    found, size = _RANGE.match(asked), file.size
    if not found:
        return FileResponse(file, content_type=kind)
    start = int(found[1])
    end = min(int(found[2] or size), size - 1, start + PIECE - 1)
    with file:
        if start >= size or end < start:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        file.seek(start)
        part = HttpResponse(file.read(end - start + 1), status=206, content_type=kind)
    part.headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    return part
