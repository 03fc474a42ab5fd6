"""The screenshots: which there are, where they belong, and how they become small files."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import click
import qrcode
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from PIL import Image
from playwright.sync_api import Page
from qrcode.image.svg import SvgPathImage

from tests.tools.draw_help.browser import open_page

HERE = Path(__file__).parent
HELP = HERE.parents[2] / "madoguchi" / "site" / "demo" / "help"
DEPOSITS, WITHDRAWALS = "deposits-and-withdrawals/deposits", "deposits-and-withdrawals/withdrawals"
# (folder of the article, template, names of the pictures)
PICTURES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        f"{DEPOSITS}/deposit-crypto",
        "deposit",
        ("deposit-coin", "deposit-network", "deposit-address", "deposit-history"),
    ),
    (f"{DEPOSITS}/missing-memo", "deposit", ("deposit-memo",)),
    (
        f"{WITHDRAWALS}/withdraw-crypto",
        "withdraw",
        ("withdraw-address", "withdraw-network", "withdraw-amount", "withdraw-confirm", "withdraw-history"),
    ),
    (
        "security/protect/two-factor",
        "security",
        ("two-factor-open", "two-factor-scan", "two-factor-code", "two-factor-backup"),
    ),
    ("security/protect/passkeys", "security", ("passkey-create", "passkey-name")),
    ("security/emergency/account-hacked", "security", ("freeze-account",)),
    (
        "account/getting-started/verify-identity",
        "verify",
        ("verify-open", "verify-document", "verify-selfie"),
    ),
    ("trading/basics/first-order", "order", ("order-form", "order-amount", "order-confirm", "order-open")),
)
WIDTH, LEAST_HEIGHT, SHARPNESS = 520, 240, 2
QUALITIES, LARGEST_BYTES = (72, 62, 52, 44), 25_000
SCANNED = {
    "deposit-address": "THoshi0Example0Only0Demo0Address01",
    "two-factor-scan": "otpauth://totp/Hoshi?secret=HOSHIEXAMPLEONLY",
}
ICONS = {
    "search": "M4 11a7 7 0 1 0 14 0 7 7 0 1 0-14 0M16 16l5 5",
    "right": "M9 5l7 7-7 7",
    "down": "M5 9l7 7 7-7",
    "copy": "M9 9h11v11H9zM5 15H4V4h11v1",
    "check": "M4 12l5 6L20 6",
    "phone": "M7 2h10v20H7zM11 18h2",
    "key": "M3 16a5 5 0 1 0 10 0 5 5 0 1 0-10 0M12 12l9-9M17 7l3 3",
    "mail": "M3 5h18v14H3zM3 7l9 6 9-6",
    "snow": "M12 2v20M3.500 7l17 10M20.500 7l-17 10",
    "clock": "M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0M12 7v5l3 2",
    "user": "M8 8a4 4 0 1 0 8 0 4 4 0 1 0-8 0M4 21c0-9 16-9 16 0",
    "camera": "M3 7h4l2-3h6l2 3h4v13H3zM8.500 13a3.500 3.500 0 1 0 7 0 3.500 3.500 0 1 0-7 0",
}
# Words that are wider than their place.
_NO_ROOM = """() => {
  document.body.classList.add("measured")
  const wide = [...document.querySelectorAll("main *, .top *")].filter(e =>
    (e.clientWidth && e.scrollWidth > e.clientWidth + 1) || e.getBoundingClientRect().right > innerWidth - 8)
  document.body.classList.remove("measured")
  return wide.map(e => e.textContent.trim().slice(0, 60))
}"""


def draw_pictures(names: tuple[str, ...]) -> None:
    """Draw those named, or all. Raises ClickException where words do not fit or a file grows too large."""
    problems = []
    with open_page(WIDTH, LEAST_HEIGHT, SHARPNESS) as page:
        for path, name, html in _all(names):
            drawn, cramped = _draw(page, html)
            path.write_bytes(drawn)
            problems += [f"{path.name}: no room for {words!r}" for words in cramped]
            if len(drawn) > LARGEST_BYTES:
                problems.append(f"{path.name}: {len(drawn)} bytes")
            click.echo(f"{name} {path.name} {len(drawn)}")
    if problems:
        raise click.ClickException("\n".join(problems))


def _all(names: tuple[str, ...]) -> Iterator[tuple[Path, str, str]]:
    for words in sorted((HERE / "words").glob("*.toml")):
        language, texts = words.stem, tomllib.loads(words.read_text(encoding="utf-8"))
        environment = Environment(
            loader=FileSystemLoader(HERE / "screens"), autoescape=True, undefined=StrictUndefined
        )
        environment.filters["n"] = partial(format_decimal, locale=language)
        for folder, template, pictures in PICTURES:
            for name in pictures:
                if names and name not in names:
                    continue
                facts = _facts(name, language) | {"t": texts}
                html = environment.get_template(f"{template}.html").render(facts)
                ending = "webp" if language == "en" else f"{language}.webp"
                yield HELP / folder / f"{name}.{ending}", name, html


def _facts(name: str, language: str) -> dict[str, Any]:
    css = (HERE / "screens" / "exchange.css").read_text(encoding="utf-8")
    qr = _qr(SCANNED[name]) if name in SCANNED else ""
    return {"name": name, "lang": language, "css": _safe(css), "qr": _safe(qr), "ICONS": ICONS}


def _safe(text: str) -> Any:
    return Markup(text)  # our own files


def _qr(text: str) -> str:
    code = qrcode.make(
        text, image_factory=SvgPathImage, box_size=4, border=1, error_correction=qrcode.ERROR_CORRECT_L
    )
    svg = str(code.to_string(encoding="unicode"))
    return svg.replace("<svg ", '<svg style="inline-size:140px;block-size:140px" ', 1)


def _draw(page: Page, html: str) -> tuple[bytes, list[str]]:
    page.set_content(html, wait_until="load")
    cramped = page.evaluate(_NO_ROOM)
    return webp(page.screenshot(type="png", full_page=True)), cramped


def webp(png: bytes) -> bytes:
    """A picture as WebP: the best quality whose file is small enough."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for quality in QUALITIES:
        target = io.BytesIO()
        picture.save(target, "WEBP", method=6, quality=quality)
        if target.tell() <= LARGEST_BYTES:
            break
    return target.getvalue()
