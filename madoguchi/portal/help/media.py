"""Pictures and videos of articles. Only what is meant for readers is given out; originals stay inside."""

from __future__ import annotations

import posixpath

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
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
    response = FileResponse(default_storage.open(name), content_type=TYPES[ending])
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    public = name.startswith(FOLDERS)
    response.headers["Cache-Control"] = (
        f"public, max-age={YEAR}, immutable" if public else "private, no-store"
    )
    return response
