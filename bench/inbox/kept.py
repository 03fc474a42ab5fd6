"""Installations with many conversations. On SQLite they are kept between runs (bench/kept.py)."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.inbox import pile
from bench.kept import installation, place
from tests.site_server import Site, copy_of, remove


@contextmanager
def sites(sizes: Sequence[int], *, server: str) -> Iterator[dict[int, Site]]:
    """An installation a size, not started. On PostgreSQL (`server`) the databases are filled anew."""
    with tempfile.TemporaryDirectory() as folder:
        made = {}
        try:
            if server:
                for size, site in _filled(Path(folder), sizes, server):
                    made[size] = site
            else:
                for size, home in keep(sizes).items():
                    made[size] = copy_of(home, Path(folder) / f"inbox_{size}")
            yield made
        finally:
            for site in made.values():
                remove(site)


def keep(sizes: Sequence[int]) -> dict[int, Path]:
    """The homes on SQLite by size; those that are missing are made."""
    homes = {size: place() / f"inbox_{size}" for size in sizes}
    if not all(home.exists() for home in homes.values()):
        with tempfile.TemporaryDirectory(dir=place()) as unfinished:
            for size, site in _filled(Path(unfinished), sizes, ""):
                if not homes[size].exists():
                    copy = shutil.copytree(site.home, Path(unfinished) / f"done_{size}")
                    copy.rename(homes[size])
    return homes


def _filled(folder: Path, sizes: Sequence[int], server: str) -> Iterator[tuple[int, Site]]:
    """Each holds what the one before holds, and older conversations."""
    before, first = folder / "inbox_0", 0
    installation(before, server=server, name=before.name)
    for size in sizes:
        site = copy_of(before, folder / f"inbox_{size}", server=server, name=before.name)
        pile.add(site, first=first, last=size)
        yield size, site
        before, first = site.home, size
