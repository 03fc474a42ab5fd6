"""Fixtures with running installations: `site` is shared by a run's tests, `new_site` makes one for a test alone."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.database_fixtures import postgresql_server
from tests.site_server import Site, copy_of, remove
from tests.tools import ready

SHARED = {"site", "page", "new_page"}
HALVES = 2


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What uses a shared server runs in one process, one after another: two halves of whole files, for two cores."""
    sharing = [
        item
        for item in items
        if SHARED & set(getattr(item, "fixturenames", ())) and not item.get_closest_marker("xdist_group")
    ]
    halves = [0] * HALVES
    half_of: dict[Path, int] = {}
    for path, tests in sorted(
        Counter(item.path for item in sharing).items(), key=lambda pair: (-pair[1], pair)
    ):
        half_of[path] = halves.index(min(halves))
        halves[half_of[path]] += tests
    for item in sharing:
        item.add_marker(pytest.mark.xdist_group(f"site-{half_of[item.path]}"))


@pytest.fixture(scope="session")
def _templates() -> tuple[Path, str, str]:
    """The template's home, PostgreSQL's URL and the template's name there."""
    server = postgresql_server()
    home, name = ready.demo_on(server) if server else (ready.demo_home(), "")
    return home, server, name


@pytest.fixture(scope="session")
def _new_site(
    _templates: tuple[Path, str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Site]]:
    made: list[Site] = []
    home, server, name = _templates

    def new(**env: str) -> Site:
        folder = tmp_path_factory.mktemp("sites") / f"site-{uuid.uuid4().hex[:12]}"
        made.append(copy_of(home, folder, server=server, name=name, env=env))
        return made[-1]

    yield new
    for site in made:
        remove(site)


@pytest.fixture
def new_site(_new_site: Callable[..., Site]) -> Iterator[Callable[..., Site]]:
    """`new_site(MADOGUCHI_X="…")`: an installation with the demo's data, not yet started; killed after the test."""
    made: list[Site] = []

    def new(**env: str) -> Site:
        made.append(_new_site(**env))
        return made[-1]

    yield new
    for site in made:
        site.kill()


@pytest.fixture(scope="session")
def site(_new_site: Callable[..., Site]) -> Any:
    """A running `madoguchi serve` with the demo's data, for all tests that only add to it."""
    return _new_site().start()
