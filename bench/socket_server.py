"""The server that sockets.py measures: the product's doors, and an agent who may open as many sockets as he likes."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "madoguchi.site.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.signing import Signer  # noqa: E402

from madoguchi.live.actions import announce  # noqa: E402
from madoguchi.live.connection import Connection  # noqa: E402
from madoguchi.live.viewers import Viewer  # noqa: E402
from madoguchi.people.models import User  # noqa: E402
from madoguchi.site import live_wiring  # noqa: E402
from madoguchi.site.doors import build_doors  # noqa: E402
from madoguchi.site.server import Server, listening_socket, server_config  # noqa: E402
from madoguchi.site.sessions import session_user  # noqa: E402


def main() -> None:
    call_command("migrate", verbosity=0)
    session = session_of(User.objects.create_user(email="ada@hoshi.example", password=None))
    live_wiring.BY_SESSION[:] = [agent]
    live_wiring.BY_TOKEN[:] = [visitor]
    live_wiring.FRAMES["agent", "say"] = say
    live_wiring.FRAMES["agent", "watch"] = watch
    live_wiring.RENDERERS["bench"] = lambda audience, lang, payload: b'{"t":"change","text":"hello"}'
    doors = build_doors(embedded=False)
    listener = listening_socket("127.0.0.1", 0)
    print(listener.getsockname()[1], session, Signer().sign("visitor"), flush=True)
    Server(server_config(doors, host="127.0.0.1", port=0)).run(sockets=[listener])


def session_of(user: User) -> str:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


async def visitor(scope: Any, hello: dict[str, Any]) -> Viewer | None:
    """As the chat does it: a signed token, nothing read from the database."""
    key = Signer().unsign(str(hello["token"]))
    return Viewer("agent", str(hello["lang"]), key, who=str(hello["topic"]))


async def agent(scope: Any, hello: dict[str, Any]) -> Viewer | None:
    user = await session_user(scope)
    return Viewer("agent", str(hello["lang"]), f"agent:{user}", who=str(hello["topic"])) if user else None


async def watch(connection: Connection, frame: dict[str, Any]) -> None:
    assert connection.viewer
    connection.watch(f"bench:{connection.viewer.who}")
    connection.send('{"t":"sync"}')


async def say(connection: Connection, frame: dict[str, Any]) -> None:
    assert connection.viewer
    topic = f"bench:{connection.viewer.who}"
    connection.watch(topic)
    announce(topic, {"n": 1})


if __name__ == "__main__":
    main()
