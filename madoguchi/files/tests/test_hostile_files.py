"""Files that want to be more than files."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from madoguchi.files.actions import store, store_upload
from madoguchi.files.inspect import Refusal, inspect, safe_name
from madoguchi.files.models import StoredFile
from madoguchi.files.queries import content, facts
from madoguchi.files.responses import file_response


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": backend}


def _saved(format_name: str, picture: Image.Image | None = None, **more: Any) -> bytes:
    out = io.BytesIO()
    (picture or Image.new("RGB", (24, 16), "teal")).save(out, format=format_name, **more)
    return out.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"\xef\xbb\xbf<!DOCTYPE html><script>alert(1)</script>",
        b"   \n<HTML><body onload=alert(1)>",
        b"hello " * 1000 + b"<script>alert(1)</script>",
        b"<?xml version='1.0'?><x/>",
        b"<!ENTITY x SYSTEM 'file:///etc/passwd'>",
    ],
)
def test_markup_is_never_a_document_of_ours(db: None, text: bytes) -> None:
    stored = facts(store(name="picture.png", content=text, content_type="image/png", uploader="x"))
    assert stored is not None
    assert (stored.content_type, stored.image) == ("application/octet-stream", False)
    response = file_response(stored)
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    response.close()


@pytest.mark.parametrize("format_name", ["PNG", "JPEG", "GIF", "WEBP"])
def test_what_hides_behind_or_inside_a_picture_is_gone(db: None, format_name: str) -> None:
    hidden = b"<script>alert('polyglot')</script>PK\x03\x04"
    more: dict[str, Any] = {"comment": hidden} if format_name in ("JPEG", "GIF") else {}
    if format_name == "PNG":
        chunk = PngImagePlugin.PngInfo()
        chunk.add_text("Comment", hidden.decode("latin-1"))
        more = {"pnginfo": chunk}
    file_id = store(name="a", content=_saved(format_name, **more) + hidden, content_type="", uploader="x")
    assert StoredFile.objects.get(id=file_id).image
    assert b"polyglot" not in content(file_id)


def test_where_a_photo_was_taken_is_gone_and_it_stands_upright(db: None) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010E] = "at home, 35.6N 139.7E"
    seen = inspect(name="p.jpg", content=_saved("JPEG", exif=exif), claimed_type="")
    assert b"139.7E" not in seen.content
    assert (seen.width, seen.height) == (16, 24)


def test_an_animation_is_drawn_anew_too(db: None) -> None:
    frames = [Image.new("RGB", (10, 10), color) for color in ("red", "green", "blue")]
    moving = _saved("GIF", frames[0], save_all=True, append_images=frames[1:]) + b"<script>polyglot</script>"
    seen = inspect(name="a.gif", content=moving, claimed_type="image/gif")
    assert b"polyglot" not in seen.content
    assert Image.open(io.BytesIO(seen.content)).n_frames == 3  # type: ignore[attr-defined]


def _bomb(width: int, height: int) -> bytes:
    """A PNG of a few kilobytes that says it is `width` by `height`."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\x00" * 3_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_small_file_cannot_fill_the_memory(db: None) -> None:
    with pytest.raises(Refusal, match="pixels"):
        inspect(name="bomb.png", content=_bomb(50_000, 50_000), claimed_type="image/png")


def test_many_frames_are_counted_together(db: None, settings: Any) -> None:
    settings.IMAGE_PIXELS = 5_000
    frames = [Image.new("RGB", (50, 50), (number * 12, 0, 0)) for number in range(20)]
    with pytest.raises(Refusal, match="pixels"):
        inspect(
            name="a.gif",
            content=_saved("GIF", frames[0], save_all=True, append_images=frames[1:]),
            claimed_type="",
        )


@pytest.mark.parametrize("cut", [20, 45, 70])
def test_a_broken_picture_is_kept_as_evidence_but_not_shown(db: None, cut: int) -> None:
    whole = _saved("PNG", Image.effect_noise((60, 60), 80))
    seen = inspect(name="a.png", content=whole[:cut], claimed_type="image/png")
    assert (seen.image, seen.content_type) == (False, "application/octet-stream")


@pytest.mark.parametrize("start", [b"MZ", b"\x7fELF", b"#!", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe"])
def test_programs_are_refused_from_strangers_but_kept_as_evidence_from_a_mail(db: None, start: bytes) -> None:
    program = start + b"\x00" * 300
    with pytest.raises(Refusal, match="program"):
        store_upload(name="holiday.jpg", content=program, content_type="image/jpeg", uploader="x")
    kept = facts(store(name="holiday.jpg", content=program, content_type="image/jpeg", uploader="x"))
    assert kept is not None
    assert not kept.image


@pytest.mark.parametrize(
    ("name", "harmless"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\a.txt", "a.txt"),
        ("gnp\u202eexe.txt", "gnpexe.txt"),
        ("a\x00b\r\nSet-Cookie: x.txt", "abSet-Cookie_ x.txt"),
        (".htaccess", "htaccess"),
        ("", "file"),
        ("...", "file"),
        ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
        ('x"; filename="evil.html', "x_; filename=_evil.html"),
    ],
)
def test_a_name_is_only_a_name(name: str, harmless: str) -> None:
    assert safe_name(name) == harmless


def test_nothing_of_the_name_reaches_the_storage(db: None) -> None:
    stored = StoredFile.objects.get(
        id=store(name="evil.php", content=b"<?php", content_type="", uploader="x")
    )
    assert "php" not in stored.key
    assert "." not in stored.key
