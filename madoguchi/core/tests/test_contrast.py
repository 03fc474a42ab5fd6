"""Text is readable on every ground it stands on, in both sets of colours (WCAG 2.2: 1.4.3 and 1.4.11)."""

import math
import re
from pathlib import Path

import pytest

import madoguchi

SHEET = (Path(madoguchi.__file__).parent / "core/static/core/css/tokens.css").read_text()
PAIR = re.compile(r"--([a-z-]+): light-dark\(oklch\(([\d. ]+)\), oklch\(([\d. ]+)\)\);")
TOKENS = {
    name: tuple(tuple(float(part) for part in colour.split()) for colour in pair)
    for name, *pair in PAIR.findall(SHEET)
}
TEXTS = ["ink", "ink-soft", "accent", "seal", "good", "warn", "info"]
GROUNDS = ["paper", "surface", "raised", "sunken"]


def luminance(lightness: float, chroma: float, hue: float) -> float:
    """Relative luminance of an OKLCH colour; matrices of https://bottosson.github.io/posts/oklab/."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    red, green, blue = (min(1.0, max(0.0, part)) for part in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str, theme: int) -> float:
    bright, dark = sorted((luminance(*TOKENS[name][theme]) for name in (one, other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_text_reads_on_every_ground(theme):
    pairs = [(text, ground) for text in TEXTS for ground in GROUNDS]
    pairs += [
        ("on-accent", "accent"),
        ("on-seal", "seal"),
        ("ink", "note"),
        ("ink-soft", "note"),
        ("warn", "warn-soft"),
    ]
    assert {pair: round(contrast(*pair, theme), 2) for pair in pairs if contrast(*pair, theme) < 4.5} == {}


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_outlines_of_controls_are_seen(theme):
    for ground in GROUNDS:
        assert contrast("line-strong", ground, theme) >= 3
