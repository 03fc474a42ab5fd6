"""Wagtail's apps without its REST API, which each of them builds when Django starts, served or not.

It is not served here, and costs a fifth of the start and 20 MB in every process. While an app gets ready, the modules
of the API are stood in for; then they are as if nobody had imported them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from wagtail.documents.apps import WagtailDocsAppConfig
from wagtail.images.apps import WagtailImagesAppConfig
from wagtail.locales.apps import WagtailLocalesAppConfig
from wagtail.snippets.apps import WagtailSnippetsAppConfig


class _Nothing(ModuleType):
    """A module whose every name can be called and asked for more, without effect."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Nothing(name)

    def __call__(self, *arguments: object, **options: object) -> None:
        return None


@contextmanager
def _without_api(package: str) -> Iterator[None]:
    names = [
        *(f"wagtail.api.v3{end}" for end in ("", ".api")),
        *(f"{package}.api.v3{end}" for end in ("", ".registry", ".router")),
    ]
    with standing_in({name: _Nothing(name) for name in names}):
        yield


@contextmanager
def without_admin_api(routes: ModuleType) -> Iterator[None]:
    """The same for the API of the admin's page tree, which nobody sees here: it brings a REST framework, a parser of
    schemas and PostgreSQL's driver, a fifth of the start. `routes` stands in for its addresses.
    """
    kinds = ("images", "documents")
    views = {name: _Nothing(name) for name in (f"wagtail.{kind}.api.admin.views" for kind in kinds)}
    with standing_in({"wagtail.admin.api.urls": routes, **views}):
        yield


@contextmanager
def standing_in(modules: Mapping[str, ModuleType]) -> Iterator[None]:
    """While it lasts, whoever imports one of these names that nobody has imported yet gets the module given for it."""
    absent = {name: module for name, module in modules.items() if name not in sys.modules}
    sys.modules.update(absent)
    try:
        yield
    finally:
        for name in absent:
            sys.modules.pop(name, None)


class Snippets(WagtailSnippetsAppConfig):
    def ready(self) -> None:
        with _without_api("wagtail.snippets"):
            super().ready()


class Images(WagtailImagesAppConfig):
    def ready(self) -> None:
        with _without_api("wagtail.images"):
            super().ready()


class Documents(WagtailDocsAppConfig):
    def ready(self) -> None:
        with _without_api("wagtail.documents"):
            super().ready()


class Locales(WagtailLocalesAppConfig):
    def ready(self) -> None:
        with _without_api("wagtail.locales"):
            super().ready()
