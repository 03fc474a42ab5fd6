"""`/chat/file/…`: files of a conversation, by the signed addresses that its items carry."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

from madoguchi.channels.website_chat.file_links import file_of
from madoguchi.channels.website_chat.sending import InThread
from madoguchi.files.queries import FileFacts, content, facts
from madoguchi.live.asgi import Receive, Scope, Send
from madoguchi.live.http import problem, respond

# Nothing in a file may act as a page: no script, no form, no frame, and no guess at another type.
_HARMLESS = [
    (b"content-security-policy", b"default-src 'none'; sandbox"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"cache-control", b"private, max-age=86400"),
    (b"referrer-policy", b"no-referrer"),
]


class FileRoute:
    def __init__(self, *, in_thread: InThread) -> None:
        self._in_thread = in_thread

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        file_id = file_of(scope["path"])
        found = await self._in_thread(_read, file_id) if file_id else None
        if found is None:
            await problem(send, 404)
            return
        seen, body = found
        kind = "inline" if seen.image else "attachment"
        disposition = f"{kind}; filename*=UTF-8''{quote(seen.name)}".encode()
        await respond(
            send,
            body,
            content_type=seen.content_type.encode("latin-1"),
            headers=[*_HARMLESS, (b"content-disposition", disposition)],
        )


def _read(file_id: UUID) -> tuple[FileFacts, bytes] | None:
    seen = facts(file_id)
    if seen is None:
        return None
    try:
        return seen, content(file_id)
    except FileNotFoundError:
        return None
