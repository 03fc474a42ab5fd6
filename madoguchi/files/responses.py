"""A stored file as an answer over HTTP."""

from __future__ import annotations

from django.http import FileResponse

from madoguchi.files.queries import FileFacts, open_file


def file_response(stored: FileFacts) -> FileResponse:
    """Pictures that we drew ourselves in the page, everything else as a download; never as a document of our origin.

    The caller has made sure that the reader may see it.
    """
    response = FileResponse(
        open_file(stored.id),
        as_attachment=not stored.image,
        filename=stored.name,
        content_type=stored.content_type if stored.image else "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, max-age=3600"
    return response
