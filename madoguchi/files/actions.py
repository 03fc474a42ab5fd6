"""Storing files: type by content, pictures re-encoded, names made harmless."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from madoguchi.core.ids import uuid7
from madoguchi.files.inspect import inspect, refuse_programs, safe_name
from madoguchi.files.models import StoredFile


def store(*, name: str, content: bytes, content_type: str, uploader: str) -> UUID:
    """Keep a file and return its id. `uploader` is `agent:<id>`, `identity:<id>` or `inbox:<id>`.

    Pictures are re-encoded, which drops hidden data such as the place they were taken at. The key in the storage is
    random and has no extension, so that no web server could ever execute it.

    Raises:
        inspect.Refusal: the file is too large, or a picture that cannot be read safely.
    """
    seen = inspect(name=name, content=content, claimed_type=content_type)
    file_id = uuid7()
    key = f"{file_id.hex[:2]}/{file_id.hex}"
    default_storage.save(key, ContentFile(seen.content))
    StoredFile.objects.create(
        id=file_id,
        name=safe_name(name),
        content_type=seen.content_type,
        size=len(seen.content),
        sha256=hashlib.sha256(seen.content).hexdigest(),
        key=key,
        image=seen.image,
        width=seen.width,
        height=seen.height,
        scan=StoredFile.Scan.CLEAN,
        uploader=uploader,
    )
    return file_id


def store_upload(*, name: str, content: bytes, content_type: str, uploader: str) -> UUID:
    """Keep a file that somebody chose in a form or chat: as `store`, but no programs.

    Raises:
        inspect.Refusal: as `store`, or the file is a program.
    """
    refuse_programs(name=name, content=content)
    return store(name=name, content=content, content_type=content_type, uploader=uploader)
