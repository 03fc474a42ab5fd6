"""Static files as production serves them: collected, compressed, kept for ever where the name says so."""

from __future__ import annotations

import asyncio
import gzip

import httpx
import pytest

from madoguchi.live.tests.stage import serving
from madoguchi.site.static import StaticDoor

SCRIPT = b"export const counter = 1;\n" * 100


@pytest.fixture
def collected(tmp_path, settings):
    settings.PRODUCTION = True
    (tmp_path / "portal").mkdir()
    for name in ("portal/app.0123456789ab.js", "portal/app.js"):
        (tmp_path / name).write_bytes(SCRIPT)
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress(SCRIPT))
    return tmp_path


def ask(root, *requests):
    async def story() -> list[httpx.Response]:
        async with (
            serving(StaticDoor(root, "/static/")) as port,
            httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}/static/") as client,
        ):
            return [await client.request(method, path, headers=headers) for method, path, headers in requests]

    return asyncio.run(story())


def test_a_hashed_name_is_kept_for_ever_and_comes_compressed(collected):
    zipped, plain, head = ask(
        collected,
        ("GET", "portal/app.0123456789ab.js", {"Accept-Encoding": "gzip"}),
        ("GET", "portal/app.js", {"Accept-Encoding": "identity"}),
        ("HEAD", "portal/app.js", {"Accept-Encoding": "identity"}),
    )
    assert zipped.headers["content-encoding"] == "gzip"
    assert "immutable" in zipped.headers["cache-control"]
    assert zipped.content == plain.content == SCRIPT
    assert "immutable" not in plain.headers["cache-control"]
    assert plain.headers["x-content-type-options"] == "nosniff"
    assert (head.content, head.headers["content-length"]) == (b"", str(len(SCRIPT)))


def test_parts_repeats_and_what_is_not_there(collected):
    (fresh,) = ask(collected, ("GET", "portal/app.js", {}))
    part, again, posted, missing, outside = ask(
        collected,
        ("GET", "portal/app.js", {"Range": "bytes=0-5", "Accept-Encoding": "identity"}),
        ("GET", "portal/app.js", {"If-None-Match": fresh.headers["etag"]}),
        ("POST", "portal/app.js", {}),
        ("GET", "portal/none.js", {}),
        ("GET", "%2e%2e/secret_key", {}),
    )
    assert (part.status_code, part.content) == (206, SCRIPT[:6])
    assert (again.status_code, again.content) == (304, b"")
    assert posted.status_code == 405
    assert missing.status_code == outside.status_code == 404


def test_in_development_files_come_from_the_apps_as_they_are(tmp_path, settings):
    settings.PRODUCTION = False
    script, folder, outside = ask(
        tmp_path,
        ("GET", "django_htmx/django-htmx.js", {}),
        ("GET", "django_htmx/", {}),
        ("GET", "django_htmx/%2e%2e/%2e%2e/apps.py", {}),
    )
    assert script.status_code == 200
    assert script.headers["cache-control"] == "max-age=0, public"
    assert folder.status_code == outside.status_code == 404
