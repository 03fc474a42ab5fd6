"""`madoguchi demo`: the invented exchange."""

from __future__ import annotations

import click

from madoguchi.site.cli._django import writing


@click.command()
def command() -> None:
    """Fill an empty installation with the demo exchange, and print where to go and how to sign in."""
    with writing("demo"):
        from django.conf import settings

        from madoguchi.site.demo import make_demo
        from madoguchi.site.demo.people import PASSWORD

        if settings.PRODUCTION:
            raise click.ClickException(
                "Demo data does not belong into production (MADOGUCHI_ENV=production)."
            )
        made = make_demo()
        click.echo("demo data: made" if made else "demo data: kept as it is")
        click.echo(f"\n  Customers  {settings.PUBLIC_URL}/")
        click.echo(f"  Their site {settings.PUBLIC_URL}/demo-shop/ (with the chat)")
        click.echo(f"  Agents     {settings.PUBLIC_URL}/desk/\n")
        click.echo("  admin@hoshi.example, agent@hoshi.example, vip-manager@hoshi.example")
        click.echo("  customer@hoshi.example, vip-customer@hoshi.example")
        click.echo(f"  password: {PASSWORD}\n")
