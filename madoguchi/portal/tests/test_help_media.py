"""Yuki's player asks for a film in parts; Mallory asks for what is not given out."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from madoguchi.portal.help.media import media

FILM = bytes(range(256)) * 4


@pytest.fixture(autouse=True)
def _files(settings: object, tmp_path: Path) -> None:
    settings.STORAGES = settings.STORAGES | {  # type: ignore[attr-defined]
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }
    for folder in ("help/videos", "original_images"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "film.mp4").write_bytes(FILM)


def _get(name: str, asked: str = "") -> HttpResponseBase:
    request = RequestFactory().get("/", headers={"Range": asked} if asked else {})
    request.user = AnonymousUser()
    return media(request, name)


def _whole(response: HttpResponseBase) -> bytes:
    return b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined,arg-type]


@pytest.mark.parametrize(
    ("asked", "status", "body", "where"),
    [
        ("", 200, FILM, None),
        ("bytes=0-1", 206, FILM[:2], "bytes 0-1/1024"),
        ("bytes=1000-", 206, FILM[1000:], "bytes 1000-1023/1024"),
        ("bytes=1000-9999", 206, FILM[1000:], "bytes 1000-1023/1024"),
        ("bytes=1024-", 416, b"", "bytes */1024"),
        ("bytes=9-3", 416, b"", "bytes */1024"),
        ("bytes=0-1,4-5", 200, FILM, None),
        ("lines=0-1", 200, FILM, None),
    ],
)
def test_a_part_of_a_film_is_what_was_asked_for(
    asked: str, status: int, body: bytes, where: str | None
) -> None:
    response = _get("help/videos/film.mp4", asked)
    assert (response.status_code, _whole(response), response.headers.get("Content-Range")) == (
        status,
        body,
        where,
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_originals_are_not_given_out_in_parts_either() -> None:
    for name in ("original_images/film.mp4", "help/videos/../../original_images/film.mp4"):
        with pytest.raises(Http404):
            _get(name, "bytes=0-1")
