"""`madoguchi staff`: the way in for the owner of an installation."""

from __future__ import annotations

import json
import os

import click

from madoguchi.site.cli._django import start


@click.group()
def command() -> None:
    """Let the owner of this installation in; all other agents are invited on the settings screens."""


@command.command("owner")
@click.option("--email", required=True, help="The address the owner signs in with.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line.")
def owner(email: str, as_json: bool) -> None:
    """Print a link that makes this address an administrator. It works once and for a short time.

    An agent with this address keeps his work, chooses a new password and sets his second factor up anew: this is also
    the way back in for an administrator who lost both. It may run beside the server.
    """
    start()
    from django.conf import settings
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email
    from django.urls import reverse

    from madoguchi.people.owners import new_owner_token

    if not (settings.HOME / "secret_key").exists() and not os.environ.get("MADOGUCHI_SECRET_KEY"):
        raise click.ClickException("There is no installation here yet. Run `madoguchi setup` first.")
    try:
        validate_email(email)
    except ValidationError:
        raise click.BadParameter("Write an address such as name@example.com.", param_hint="--email") from None
    url = settings.PUBLIC_URL + reverse("accept_ownership", args=[new_owner_token(email=email)])
    if as_json:
        click.echo(json.dumps({"email": email, "url": url, "minutes": settings.OWNER_LINK_MINUTES}))
        return
    click.echo(f"Open this link within {settings.OWNER_LINK_MINUTES} minutes; it works once:\n\n  {url}\n")
    click.echo("Who opens it owns the installation: give it to nobody.", err=True)
