"""A WSGI environ (PEP 3333) from an ASGI scope."""

from __future__ import annotations

import sys
from typing import IO, Any

from madoguchi.live.asgi import Scope
from madoguchi.live.http import client_address, header, peer_is_trusted

Environ = dict[str, Any]


def build_environ(scope: Scope, body: IO[bytes], *, file_wrapper: type) -> Environ:
    """`body` is the whole request body, at its start.

    REMOTE_ADDR is the client behind trusted proxies. X-Forwarded-* from anyone else is dropped, as are header names
    with an underscore, which would pass for those with a hyphen. Repeated headers are joined (RFC 9110 §5.3).
    """
    root = str(scope.get("root_path", ""))
    path = str(scope["path"])
    server = scope.get("server") or ("localhost", None)
    trusted = peer_is_trusted(scope)
    body.seek(0, 2)
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": _latin(root),
        "PATH_INFO": _latin(path.removeprefix(root) if root else path),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1] or 80),
        "REMOTE_ADDR": client_address(scope),
        "CONTENT_LENGTH": str(body.tell()),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": _scheme(scope, trusted=trusted),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": file_wrapper,
    }
    body.seek(0)
    for name, value in scope["headers"]:
        _add_header(environ, name.decode("latin-1").lower(), value.decode("latin-1"), trusted=trusted)
    return environ


def _add_header(environ: Environ, name: str, value: str, *, trusted: bool) -> None:
    if name == "content-type":
        environ["CONTENT_TYPE"] = value
        return
    forwarded = name == "forwarded" or name.startswith("x-forwarded-")
    if name == "content-length" or "_" in name or (forwarded and not trusted):
        return
    key = "HTTP_" + name.upper().replace("-", "_")
    joiner = "; " if name == "cookie" else ","
    environ[key] = f"{environ[key]}{joiner}{value}" if key in environ else value


def _scheme(scope: Scope, *, trusted: bool) -> str:
    told = header(scope, b"x-forwarded-proto") if trusted else None
    return told if told in ("http", "https") else str(scope.get("scheme", "http"))


def _latin(path: str) -> str:
    return path.encode().decode("latin-1")
