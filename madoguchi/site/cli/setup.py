"""`madoguchi setup`: an empty installation, ready to serve."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import click


@click.command()
def command() -> None:
    """Prepare the home folder, the secret key, the translations and the database. Running it again changes nothing."""
    home = Path(os.environ.get("MADOGUCHI_HOME", "data")).resolve()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    _secret_key(home)
    from madoguchi.languages.catalogs import compile_catalogs  # weight: Babel is only needed here
    from madoguchi.site.cli._django import writing

    compiled = compile_catalogs()
    if compiled:
        click.echo(f"translations: {compiled} compiled")
    with writing("setup"):
        from django.conf import settings
        from django.core.management import call_command

        from madoguchi.helpcenter.editor.prepare import prepare_editor

        call_command("migrate", verbosity=0, interactive=False)
        prepare_editor()
        if settings.PRODUCTION:
            # The chat serves its own files; htmx 2 is unused, and types in its comments look like imports.
            left_out = ["website_chat/*", "*-2.js"]
            call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=left_out)
        from madoguchi.people.actions import ensure_roles
        from madoguchi.people.queries import anybody_there

        ensure_roles()
        alone = settings.PRODUCTION and not anybody_there()
    click.echo(f"ready in {home}")
    if alone:
        click.echo(
            "Nobody can sign in yet: `madoguchi staff owner --email ADDRESS` prints a link that lets you in."
        )


def _secret_key(home: Path) -> None:
    path = home / "secret_key"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
