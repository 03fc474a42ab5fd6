"""Starting Django for commands that need it, and no other."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager

import click


def start() -> None:
    """Load the settings and all apps. What they are made of stays: nobody looks through it for garbage."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "madoguchi.site.settings")
    import django  # weight: commands without a database must not pay for it

    gc.disable()
    django.setup()
    gc.freeze()
    gc.enable()


@contextmanager
def writing(what: str) -> Iterator[None]:
    """Hold the database for writing; refused in plain words while another process serves it on SQLite."""
    start()
    from django.conf import settings

    from madoguchi.core.single_writer import AnotherWriter, single_writer

    try:
        with single_writer(settings.WRITER_LOCK, what):
            yield
    except AnotherWriter as error:
        raise click.ClickException(str(error)) from None


def safe_to_serve() -> None:
    """In production, refuse to start with settings that `madoguchi check` calls unsafe."""
    start()
    from django.conf import settings

    from madoguchi.site.safety import unsafe_settings

    found = unsafe_settings() if settings.PRODUCTION else []
    if found:
        raise click.ClickException("\n  ".join(["These settings are unsafe in production:", *found]))
