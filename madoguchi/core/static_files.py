"""Static files in production: compressed, under names with a digest, so that browsers keep them for good."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from madoguchi.core.css_imports import JOINED, joined

Paths = dict[str, tuple[Any, str]]


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Also rewrites the imports between our ES modules, so that a changed module is fetched anew, and joins the sheets
    that every page waits for."""

    support_js_module_import_aggregation = True
    # One pass a step in the longest chain of imports.
    max_post_process_passes = 30

    def post_process(self, paths: Paths, dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run:
            paths = paths | {name: _joined(paths, name) for name in JOINED if name in paths}
        yield from super().post_process(paths, dry_run, **options)


def _joined(paths: Paths, name: str) -> tuple[Any, str]:
    def read(other: str) -> str:
        storage, path = paths[posixpath.normpath(posixpath.join(posixpath.dirname(name), other))]
        with storage.open(path) as file:
            return bytes(file.read()).decode()

    sheets = InMemoryStorage()
    sheets.save(name, ContentFile(joined(read(posixpath.basename(name)), read).encode()))
    return sheets, name
