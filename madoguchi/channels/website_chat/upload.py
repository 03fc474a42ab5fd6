"""A visitor's file: taken from a multipart body, stored under his name. Runs on a thread."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http.multipartparser import MultiPartParser, MultiPartParserError

from madoguchi.channels.website_chat.visitors import Visitor
from madoguchi.files.actions import store
from madoguchi.files.queries import facts
from madoguchi.shield import shield


class BadUpload(Exception):
    """There is no readable file in the request."""


def take(visitor: Visitor, body: bytes, *, content_type: str) -> dict[str, Any]:
    """The stored file as the widget knows it. Raises BadUpload, files.inspect.Refusal."""
    name, claimed, content = _file(body, content_type)
    file_id = store(name=shield(name).text, content=content, content_type=claimed, uploader=visitor.key)
    seen = facts(file_id)
    assert seen is not None
    return {
        "id": str(seen.id),
        "name": seen.name,
        "size": seen.size,
        "type": seen.content_type,
        "image": seen.image,
    }


def _file(body: bytes, content_type: str) -> tuple[str, str, bytes]:
    meta = {"CONTENT_TYPE": content_type, "CONTENT_LENGTH": str(len(body))}
    try:
        _, files = MultiPartParser(meta, BytesIO(body), [_InMemory()]).parse()
    except MultiPartParserError as error:
        raise BadUpload(str(error)) from error
    found = files.get("file")
    if found is None:
        raise BadUpload("no part is named file")
    return found.name or "file", found.content_type or "", found.read()


class _InMemory(MemoryFileUploadHandler):
    """The body is in memory already, within its limit."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.activated = True
