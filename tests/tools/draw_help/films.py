"""The films: pages whose animations are put at each moment, photographed and made into H.264, which plays everywhere."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import click
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from playwright.sync_api import Page

from tests.tools.draw_help.browser import open_page
from tests.tools.draw_help.pictures import HELP, HERE, ICONS, webp

# (name, folder of its article, second of the still)
FILMS = (
    ("find-txid", "deposits-and-withdrawals/deposits/deposit-not-arrived", 9.5),
    ("fake-agent", "security/protect/is-it-really-us", 11.5),
)
WIDTH, HEIGHT, SHARPNESS = 640, 360, 2
SECONDS, A_SECOND = 24, 15
LARGEST_BYTES = 600_000
_MORE_ICONS = {
    "wallet": "M3 6h16v14H3zM3 6l12-3v3M19 11h2v5h-5a2.500 2.500 0 0 1 0-5z",
    "lock": "M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4",
    "screen": "M2 4h20v13H2zM8 21h8M12 17v4",
    "shield": "M12 2l8 3v6c0 6-4 9-8 11-4-2-8-5-8-11V5zM8.500 12l2.500 2.500 4.500-5",
}
_AT = "moment => document.getAnimations().forEach(a => { a.pause(); a.currentTime = moment * 1000 })"


def draw_films(names: tuple[str, ...]) -> None:
    """Draw those named, or all. Raises ClickException for one that grows too large."""
    environment = Environment(
        loader=FileSystemLoader(HERE / "films"), autoescape=True, undefined=StrictUndefined
    )
    css = Markup((HERE / "films" / "film.css").read_text(encoding="utf-8"))  # our own file
    with open_page(WIDTH, HEIGHT, SHARPNESS) as page:
        for name, folder, still in FILMS:
            if names and name not in names:
                continue
            page.set_content(
                environment.get_template(f"{name}.html").render(css=css, ICONS=ICONS | _MORE_ICONS)
            )
            film, poster = HELP / folder / f"{name}.mp4", HELP / folder / f"{name}.poster.webp"
            poster.write_bytes(webp(_photograph(page, still)))
            _film(page, film)
            click.echo(f"{film.name} {film.stat().st_size}, {poster.name} {poster.stat().st_size}")
            if film.stat().st_size > LARGEST_BYTES:
                raise click.ClickException(f"{film.name} has more than {LARGEST_BYTES} bytes")


def _photograph(page: Page, moment: float) -> bytes:
    page.evaluate(_AT, moment)
    return page.screenshot(type="png")


def _film(page: Page, target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for number in range(SECONDS * A_SECOND):
            Path(folder, f"{number:04}.png").write_bytes(_photograph(page, number / A_SECOND))
        command = [
            "ffmpeg",
            "-loglevel",
            "error",
            "-y",
            "-framerate",
            str(A_SECOND),
            "-i",
            f"{folder}/%04d.png",
        ]
        command += ["-c:v", "libx264", "-preset", "veryslow", "-tune", "animation", "-crf", "26"]
        command += ["-pix_fmt", "yuv420p", "-movflags", "+faststart", str(target)]
        subprocess.run(command, check=True)
