"""Reading stored files; whether the asker may is decided by what the file is attached to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import IO
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import Q

from madoguchi.core.plain_sql import as_uuid, key, places, rows
from madoguchi.files.models import StoredFile

_FACTS = "SELECT id, name, content_type, size, image, sha256, uploader FROM files_storedfile WHERE id IN ({})"


@dataclass(frozen=True, slots=True)
class FileFacts:
    id: UUID
    name: str
    content_type: str
    size: int
    image: bool
    sha256: str
    uploader: str


def uploaded_by(uploader: str, ids: Iterable[UUID]) -> set[UUID]:
    """Of these files, the ones that this uploader brought."""
    return set(StoredFile.objects.filter(id__in=list(ids), uploader=uploader).values_list("id", flat=True))


def uploads(
    *, between: tuple[UUID, UUID], uploaders: Iterable[str], after: UUID | None, limit: int
) -> list[UUID]:
    """Files brought between two moments, given as ids of them (core.ids.first_id_at), by uploaders whose names begin
    so; the next `limit` ones after a file."""
    first, last = between
    brought = reduce(or_, (Q(uploader__startswith=name) for name in uploaders))
    rows = StoredFile.objects.filter(brought, id__gte=first, id__lt=last)
    rows = rows.filter(id__gt=after) if after else rows
    return list(rows.order_by("id").values_list("id", flat=True)[:limit])


def facts(file_id: UUID) -> FileFacts | None:
    stored = StoredFile.objects.filter(id=file_id).first()
    if stored is None:
        return None
    return FileFacts(
        stored.id, stored.name, stored.content_type, stored.size, stored.image, stored.sha256, stored.uploader
    )


def facts_of(ids: Sequence[UUID]) -> dict[UUID, FileFacts]:
    """The facts of these files, by plain SQL: every mail with files asks for them."""
    if not ids:
        return {}
    found = rows(_FACTS.format(places(ids)), [key(id) for id in ids])
    facts = (FileFacts(as_uuid(r[0]), r[1], r[2], r[3], bool(r[4]), r[5], r[6]) for r in found)
    return {file.id: file for file in facts}


def open_file(file_id: UUID) -> IO[bytes]:
    """The content, as a stream the caller closes. Raises StoredFile.DoesNotExist."""
    return default_storage.open(StoredFile.objects.get(id=file_id).key)


def content(file_id: UUID) -> bytes:
    with open_file(file_id) as stream:
        return stream.read()
