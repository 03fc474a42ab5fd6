"""Lena's articles bring pictures and a film: into an empty installation, twice, changed, and with what is none."""

from __future__ import annotations

import base64
import io
import json
import struct
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from PIL import Image
from wagtail.models import Collection

from madoguchi.helpcenter.actions.importing import import_articles
from madoguchi.helpcenter.contract import MediaFile, WrittenArticle
from madoguchi.helpcenter.files import read_folder, read_lines, write_folder
from madoguchi.helpcenter.media_files import to_json
from madoguchi.helpcenter.models import Article, Picture, Video
from madoguchi.helpcenter.queries.exporting import written_articles
from madoguchi.helpcenter.queries.pictures import picture_for

pytestmark = pytest.mark.django_db(transaction=True)

BODY = """:::steps
### Open the page

Choose the coin.

![The page with a list](open-page "The list is long.")
:::

![The whole page](whole-page)

:::video short-film How it goes
:::"""
CAPTIONS = b"WEBVTT\n\n00:00:00.000 --> 00:00:12.000\nOpen the page.\n"


@pytest.fixture(autouse=True)
def _own_files(db: None, settings: object, tmp_path: Path) -> None:
    place = tmp_path / "kept"
    settings.STORAGES = settings.STORAGES | {  # type: ignore[attr-defined]
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(place)},
        }
    }
    if not Collection.objects.exists():  # emptied with the other tables after the test before
        Collection.add_root(name="Root")


def _picture(colour: str, kind: str = "PNG") -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (320, 180), colour).save(target, kind)
    return target.getvalue()


def _film() -> bytes:
    return struct.pack(">I4s4sI4s", 20, b"ftyp", b"isom", 512, b"mp42") + bytes(200)


def _media(**other: bytes) -> tuple[MediaFile, ...]:
    files = {
        "open-page.png": _picture("white"),
        "open-page.ja.png": _picture("red"),
        "whole-page.webp": _picture("blue", "WEBP"),
        "short-film.mp4": _film(),
        "short-film.poster.webp": _picture("black", "WEBP"),
        "short-film.en.vtt": CAPTIONS,
        "short-film.ja.vtt": CAPTIONS.replace(b"Open the page.", "開きます。".encode()),
    } | other
    return tuple(MediaFile(name, data) for name, data in files.items())


def _article(media: tuple[MediaFile, ...] = (), **more: str) -> WrittenArticle:
    facts = {"id": "open", "lang": "en", "title": "Open the page", "body": BODY, "category": "basics"} | more
    return WrittenArticle(**facts, media=media)  # type: ignore[arg-type]


def _japanese() -> WrittenArticle:
    return _article(id="open.ja", lang="ja", title="開く", translation_of="open")


def _kept() -> set[str]:
    return {
        f"{folder}/{name}"
        for folder in ("original_images", "help/videos", "help/posters", "help/captions")
        if default_storage.exists(folder)
        for name in default_storage.listdir(folder)[1]
    }


def _forget_everything() -> None:
    Article.objects.update(source=None)
    Article.objects.all().delete()
    for picture in Picture.objects.all():
        picture.delete()
    Video.objects.all().delete()


def test_a_folder_with_pictures_and_a_film_moves_to_an_empty_installation(tmp_path: Path) -> None:
    assert import_articles([_article(_media()), _japanese()]).refused == ()
    film = Video.objects.get(name="short-film")
    assert (film.width, film.height, film.seconds, film.captions.count()) == (320, 180, 12, 2)
    before = list(written_articles(media=True))
    write_folder(tmp_path / "out", before)
    assert (tmp_path / "out/basics/open/open-page.ja.png").read_bytes() == _picture("red")
    _forget_everything()
    articles, unreadable = read_folder(tmp_path / "out")
    assert not unreadable
    assert import_articles(articles).refused == ()
    again = list(written_articles(media=True))
    assert {(a.id, a.body, frozenset(a.media)) for a in again} == {
        (a.id, a.body, frozenset(a.media)) for a in before
    }
    assert "The list is long." in again[0].body


def test_lines_carry_their_media_and_the_same_twice_changes_nothing(tmp_path: Path) -> None:
    line = {"id": "open", "lang": "en", "title": "Open", "body": BODY, "media": to_json(_media())}
    file = tmp_path / "articles.jsonl"
    file.write_text(json.dumps(line), encoding="utf-8")
    articles, unreadable = read_lines(file)
    assert not unreadable
    assert import_articles(articles).created == 1
    files, rows = _kept(), list(Picture.objects.order_by("pk").values_list("pk", "file"))
    again = import_articles(articles)
    assert (again.unchanged, again.refused) == (1, ())
    assert _kept() == files
    assert list(Picture.objects.order_by("pk").values_list("pk", "file")) == rows


def test_yuki_sees_the_japanese_screenshot_and_a_new_one_takes_its_place() -> None:
    import_articles([_article(_media()), _japanese()])
    base = Picture.objects.get(name="open-page", stands_for=None)
    japanese, english = picture_for(base, "ja"), picture_for(base, "en")
    assert japanese
    assert english
    assert japanese["url"] != english["url"]
    assert picture_for(base, "ko") == english
    files = len(_kept())
    import_articles([_article(_media(**{"open-page.ja.png": _picture("green")}))])
    fresh = picture_for(Picture.objects.get(pk=base.pk), "ja")
    assert fresh
    with default_storage.open(fresh["url"].split("/media/")[1]) as file, Image.open(file) as drawn:
        red, green, _blue = drawn.convert("RGB").getpixel((9, 9))
    assert green > red
    assert len(_kept()) == files


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("open-page.png", b"<svg onload='alert(1)'/>", "no picture"),
        ("open-page.svg", b"<svg/>", "no name of a picture"),
        ("../../open-page.png", _picture("white"), "no name of a picture"),
        ("open-page.tlh.png", _picture("white"), "tlh"),
        ("nobody.ja.png", _picture("white"), "nobody"),
        ("short-film.mp4", b"MZ" + bytes(400), "no video"),
        ("short-film.en.vtt", b"<script>", "WEBVTT"),
        ("lonely.poster.webp", _picture("white"), "lonely"),
    ],
)
def test_mallorys_files_are_refused_by_name_and_nothing_of_them_is_kept(
    name: str, data: bytes, why: str
) -> None:
    outcome = import_articles([_article((MediaFile(name, data),), body="Words only.")])
    assert [where for where, reason in outcome.refused if why in f"{where}: {reason}"]
    assert outcome.created == 1
    assert not Picture.objects.exists()
    assert not Video.objects.exists()
    assert not _kept()


def test_what_is_too_large_or_there_twice_is_refused(settings: object) -> None:
    settings.HELP_PICTURE_BYTES = 50  # type: ignore[attr-defined]
    outcome = import_articles([_article(_media(), body="Words.")])
    assert any("50 bytes" in why for _name, why in outcome.refused)
    twice = (MediaFile("a.en.vtt", CAPTIONS), MediaFile("a.en.vtt", CAPTIONS + b"\n"))
    assert any("another file" in why for _n, why in import_articles([_article(twice, body="W.")]).refused)


def test_media_that_is_no_base64_is_an_unreadable_line(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    bad = {"id": "a", "lang": "en", "title": "A", "media": [{"name": "a.png", "data": "%%%"}]}
    file.write_text(
        json.dumps(bad) + "\n" + json.dumps(bad | {"media": [{"name": "a.png"}]}), encoding="utf-8"
    )
    articles, unreadable = read_lines(file)
    assert not articles
    assert [where for where, _why in unreadable] == ["line 1", "line 2"]
    assert base64.b64decode(to_json(_media())[0]["data"]) == _picture("white")
