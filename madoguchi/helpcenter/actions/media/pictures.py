"""Pictures of an import, each with those that stand for it in a language."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.db import transaction

from madoguchi.helpcenter.actions.media.checks import language_of, size_of_picture
from madoguchi.helpcenter.contract import HelpcenterError, MediaFile
from madoguchi.helpcenter.models import Picture


def keep_pictures(pictures: dict[str, dict[str, MediaFile]]) -> list[tuple[str, str]]:
    """`pictures` has the files by name and language, "" for all others; answers those refused with the reason."""
    refused: list[tuple[str, str]] = []
    with transaction.atomic():
        known = {(p.name, p.language): p for p in Picture.objects.filter(name__in=pictures).order_by("-pk")}
        for name, files in pictures.items():
            base = known.get((name, ""))
            for part in sorted(files):  # "" comes first
                file = files[part]
                try:
                    language = language_of(part) if part else ""
                    if language and base is None:
                        raise HelpcenterError(f"there is no {name} for the languages without their own")
                    kept = _keep(
                        file, name=name, language=language, base=base, old=known.get((name, language))
                    )
                except HelpcenterError as error:
                    refused.append((file.name, str(error)))
                    continue
                base = base or kept
    return refused


def _keep(file: MediaFile, *, name: str, language: str, base: Picture | None, old: Picture | None) -> Picture:
    digest = hashlib.sha1(file.data, usedforsecurity=False).hexdigest()  # as Wagtail keeps it
    if old is not None and old.file_hash == digest:
        return old
    size_of_picture(file)
    picture = old or Picture(name=name, language=language, title=file.name.rpartition(".")[0][:255])
    if language:
        picture.stands_for = base
    before = picture.file.name if old else ""
    picture.file = ContentFile(file.data, name=file.name)
    picture.file_size, picture.file_hash = len(file.data), digest
    picture.save()
    if old:
        old.renditions.all().delete()
        storage = picture.file.storage
        transaction.on_commit(lambda: storage.delete(before))
    return picture
