"""Static files as plain ASGI: whitenoise's table of files (compressed forms, ETag, ranges, cache times)."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import IO

from django.conf import settings
from django.contrib.staticfiles import finders
from whitenoise import WhiteNoise
from whitenoise.responders import MissingFileError, StaticFile

from madoguchi.core.css_imports import JOINED, joined_file
from madoguchi.live.asgi import Receive, Scope, Send
from madoguchi.live.http import problem

# A name with a hash in it never changes its content (Django's manifest storage makes them).
HASHED = r"^.+\.[0-9a-f]{12}\..+$"
BLOCK_BYTES = 262_144
_PASSED_ON = {b"if-modified-since", b"if-none-match", b"range", b"accept-encoding"}


class StaticDoor:
    """Serves `root` where static files were collected (production), else the apps' own folders as they are now."""

    def __init__(self, root: Path, prefix: str) -> None:
        self._prefix = prefix
        collected = settings.PRODUCTION and root.is_dir()
        self._files = WhiteNoise(None, max_age=60 if collected else 0, immutable_file_test=HASHED)
        self._collected = collected
        if collected:
            self._files.add_files(str(root), prefix)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = self._find(scope["path"])
        if found is None:
            await problem(send, 404)
            return
        headers = {
            "HTTP_" + name.decode("latin-1").upper().replace("-", "_"): value.decode("latin-1")
            for name, value in scope["headers"]
            if name in _PASSED_ON
        }
        response = await asyncio.to_thread(found.get_response, scope["method"], headers)
        raw = [(name.lower().encode(), value.encode("latin-1")) for name, value in response.headers]
        raw.append((b"x-content-type-options", b"nosniff"))
        await send({"type": "http.response.start", "status": int(response.status), "headers": raw})
        if response.file is not None:
            await _send_file(send, response.file)
        await send({"type": "http.response.body", "body": b""})

    def _find(self, path: str) -> StaticFile | None:
        if self._collected:
            found: StaticFile | None = self._files.files.get(path)
            return found
        if not self._files.url_is_canonical(path):
            return None
        name = path.removeprefix(self._prefix)
        file = finders.find(name)
        if not isinstance(file, str) or not Path(file).is_file():
            return None
        try:
            # As in production: one sheet, not forty that are asked for one after the other.
            if name in JOINED:
                file = str(joined_file(Path(file), settings.HOME / "static-joined"))
            return self._files.get_static_file(file, path)
        except MissingFileError:
            return None


async def _send_file(send: Send, file: IO[bytes]) -> None:
    try:
        while block := await asyncio.to_thread(file.read, BLOCK_BYTES):
            await send({"type": "http.response.body", "body": block, "more_body": True})
    finally:
        file.close()
