"""The folder of the built models: one folder a build, with a list of its files and their hashes.

A build appears whole or not at all: it is written beside and then renamed.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from madoguchi.ai.weights.sources import BUILD

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class StoredFile:
    """`state` is "ok", "missing" or "changed"."""

    name: str
    size: int
    state: str


def built(models: Path) -> Path | None:
    """The folder of this version's models, or None where they are not built."""
    folder = models / f"build-{BUILD}"
    return folder if (folder / MANIFEST).is_file() else None


def build_time(models: Path) -> tuple[str, int]:
    """Changes whenever models are built into this folder."""
    folder = built(models)
    return (str(folder), (folder / MANIFEST).stat().st_mtime_ns if folder else 0)


def examine(models: Path) -> list[StoredFile]:
    """Every file of the models, read whole and compared with its hash; empty where nothing is built."""
    folder = built(models)
    if folder is None:
        return []
    known: dict[str, str] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return [_compare(folder / name, name, digest) for name, digest in sorted(known.items())]


@contextmanager
def new_build(models: Path) -> Iterator[Path]:
    """A folder to write into; when the block ends well it becomes the build, and earlier builds go."""
    models.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix="draft-", dir=models))
    try:
        yield draft
        names = sorted(path.relative_to(draft).as_posix() for path in draft.rglob("*") if path.is_file())
        known = {name: _digest(draft / name) for name in names}
        (draft / MANIFEST).write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
        draft.chmod(0o755)
        _replace(draft, models / f"build-{BUILD}")
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    for old in models.glob("build-*"):
        if old != built(models):
            shutil.rmtree(old, ignore_errors=True)


def _replace(draft: Path, target: Path) -> None:
    if target.exists():
        # A running process keeps the files that it has open.
        target.rename(draft.with_name(f"{draft.name}-old"))
    draft.rename(target)
    shutil.rmtree(draft.with_name(f"{draft.name}-old"), ignore_errors=True)


def _compare(path: Path, name: str, digest: str) -> StoredFile:
    if not path.is_file():
        return StoredFile(name, 0, "missing")
    return StoredFile(name, path.stat().st_size, "ok" if _digest(path) == digest else "changed")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
