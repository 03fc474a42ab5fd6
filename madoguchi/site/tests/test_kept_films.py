"""A film is part of the page that shows it: another film is another page."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from madoguchi.helpcenter.contract import MediaFile
from madoguchi.portal.tests.help_shelf import write
from madoguchi.site.tests.kept_stage import Process, calm
from tests.cast import Cast

FEES, OTHER = "/help/en/articles/fees", "/help/en/articles/seeds"


@pytest.fixture(autouse=True)
def _calm(settings: Any, tmp_path: Path) -> None:
    calm(settings, tmp_path)


def test_a_film_that_came_with_an_import_is_shown_at_once_and_the_same_again_drops_nothing(
    cast: Cast,
) -> None:
    write("seeds", "Seeds", slug="seeds", category="safety")
    process = Process()
    _import()
    _warm(process, FEES, OTHER)
    _import()
    assert process.get(FEES).kept, "nothing has changed"
    _import("ja")
    seen = process.get(FEES)
    assert not seen.kept
    assert 'srclang="ja"' in seen.text
    assert process.get(OTHER).kept
    _warm(process, FEES)
    _import(more=b"more")
    seen = process.get(FEES)
    assert not seen.kept
    assert 'srclang="ja"' not in seen.text


def _warm(process: Process, *paths: str) -> None:
    for path in paths:
        process.get(path)
        assert process.get(path).kept, path


def _import(*languages: str, more: bytes = b"") -> None:
    """The same article with its film, which has captions in English and these languages."""
    still = BytesIO()
    Image.new("RGB", (64, 36), "black").save(still, "WEBP")
    film = struct.pack(">I4s4sI4s", 20, b"ftyp", b"isom", 512, b"mp42") + bytes(200) + more
    captions = b"WEBVTT\n\n00:00:00.000 --> 00:00:12.000\nOpen the page.\n"
    media = (
        MediaFile("short-film.mp4", film),
        MediaFile("short-film.poster.webp", still.getvalue()),
        *(MediaFile(f"short-film.{language}.vtt", captions) for language in ("en", *languages)),
    )
    body = ":::video short-film How it goes\n:::"
    write("fees", "Fees", body, slug="fees", category="trading", media=media)
