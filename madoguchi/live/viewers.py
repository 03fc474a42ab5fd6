"""Who is at the other end of a socket."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Viewer:
    """What `authenticate` found out.

    `audience` chooses frame handlers and rendering ("customer", "agent"), `lang` the language of fragments; `key`
    names the person on all their sockets ("agent:12"); `name` is what others may read; `who` is whatever the
    handlers want to keep at hand (ids, permissions): keep it small, it is held for each socket.
    """

    audience: str
    lang: str
    key: str
    name: str = ""
    who: object = None
