from __future__ import annotations

import click

from tests.tools.draw_help.films import draw_films
from tests.tools.draw_help.pictures import draw_pictures


@click.group
def main() -> None:
    """Draw what the demo's articles show."""


@main.command
@click.argument("names", nargs=-1)
def pictures(names: tuple[str, ...]) -> None:
    """The screenshots, all or those named; fails where words do not fit."""
    draw_pictures(names)


@main.command
@click.argument("names", nargs=-1)
def films(names: tuple[str, ...]) -> None:
    """The films with their stills, all or those named."""
    draw_films(names)


main()
