"""Storing files: type by content, pictures re-encoded, names made harmless."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from functools import partial
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from madoguchi.core.ids import uuid7
from madoguchi.core.plain_sql import key, moment, run, truth
from madoguchi.files.inspect import inspect, refuse_programs, safe_name
from madoguchi.files.models import StoredFile

_KEEP = (
    "INSERT INTO files_storedfile (id, name, content_type, size, sha256, key, image, width, height, scan, uploader,"
    " created_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, 'clean', %s, %s)"
)


def store(*, name: str, content: bytes, content_type: str, uploader: str) -> UUID:
    """Keep a file and return its id. `uploader` is `agent:<id>`, `identity:<id>` or `inbox:<id>`.

    Pictures are re-encoded, which drops hidden data such as the place they were taken at. The key in the storage is
    random and has no extension, so that no web server could ever execute it.

    Raises:
        inspect.Refusal: the file is too large, or a picture that cannot be read safely.
    """
    seen = inspect(name=name, content=content, claimed_type=content_type)
    file_id = uuid7()
    place = f"{file_id.hex[:2]}/{file_id.hex}"
    default_storage.save(place, ContentFile(seen.content))
    row = [
        key(file_id),
        safe_name(name),
        seen.content_type,
        len(seen.content),
        hashlib.sha256(seen.content).hexdigest(),
        place,
        truth(seen.image),
        seen.width,
        seen.height,
        uploader,
        moment(timezone.now()),
    ]
    run(_KEEP, row)
    return file_id


def discard(ids: Collection[UUID]) -> int:
    """Remove these files, their content after the commit; returns how many there were.

    Raises:
        django.db.models.ProtectedError: one of them hangs on something.
    """
    found = StoredFile.objects.filter(id__in=ids)
    places = list(found.values_list("key", flat=True))
    found.delete()
    for place in places:
        transaction.on_commit(partial(default_storage.delete, place))
    return len(places)


def store_upload(*, name: str, content: bytes, content_type: str, uploader: str) -> UUID:
    """Keep a file that somebody chose in a form or chat: as `store`, but no programs.

    Raises:
        inspect.Refusal: as `store`, or the file is a program.
    """
    refuse_programs(name=name, content=content)
    return store(name=name, content=content, content_type=content_type, uploader=uploader)
