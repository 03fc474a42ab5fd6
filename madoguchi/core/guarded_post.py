"""Forms sent to addresses that people typed in: never into our own network, and no more is read than agreed.

The name is resolved once, each address is checked, and the connection goes to the checked address, so that a name that
changes its mind between check and use (DNS rebinding) gains nothing. Redirects are not followed.
"""

from __future__ import annotations

import ipaddress
import json
import socket
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from madoguchi.core.tls import BadAuthorities, tls_context

ANSWER_BYTES = 65_536


class NotAsked(Exception):
    """The address must not be asked; the text says why."""


class NoAnswer(Exception):
    """The server cannot be reached, or what it says is no JSON object."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said. `retry_after` is in seconds, 0 where it names none."""

    status: int
    body: dict[str, Any]
    retry_after: float = 0


def post_form(
    url: str,
    form: Mapping[str, str],
    *,
    inside: Collection[str],
    seconds: float,
    sign_in: tuple[str, str] | None = None,
) -> Answer:
    """POST a form, with HTTP Basic if `sign_in` is given.

    `inside` lists host names of our own network that may be asked, also without TLS. Raises NotAsked, NoAnswer.
    """
    import httpx  # weight: a quarter of a second at every start, for a few mailboxes

    parts = urlsplit(url)
    address = checked_address(parts, inside=inside)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    literal = f"[{address}]" if ":" in address else address
    target = f"{parts.scheme}://{literal}:{port}{parts.path or '/'}" + (
        f"?{parts.query}" if parts.query else ""
    )
    try:
        with (
            httpx.Client(verify=tls_context(), timeout=seconds) as client,
            client.stream(
                "POST",
                target,
                data=dict(form),
                auth=sign_in,
                headers={"Host": parts.netloc.rpartition("@")[2], "Accept": "application/json"},
                extensions={"sni_hostname": host},
            ) as answer,
        ):
            content = b""
            for chunk in answer.iter_bytes():
                content += chunk
                if len(content) > ANSWER_BYTES:
                    raise NoAnswer(f"{host} answers with more than {ANSWER_BYTES} bytes.")
            after = answer.headers.get("Retry-After", "")
            body = json.loads(content)
    except (httpx.HTTPError, httpx.InvalidURL, OSError, BadAuthorities) as error:
        raise NoAnswer(f"{host} cannot be reached: {error}") from error
    except ValueError as error:
        raise NoAnswer(f"{host} answers with what is no JSON.") from error
    if not isinstance(body, dict):
        raise NoAnswer(f"{host} answers with what is no JSON object.")
    return Answer(answer.status_code, body, float(after) if after.isdigit() else 0)


def checked_address(parts: SplitResult, *, inside: Collection[str]) -> str:
    """The address to connect to. Raises NotAsked for one that is not public, NoAnswer for a name that is none."""
    host = parts.hostname or ""
    known = host.lower() in {name.lower() for name in inside}
    if not host or parts.scheme not in ("https", "http") or (parts.scheme == "http" and not known):
        raise NotAsked(f"{parts.scheme}://{host} must not be asked: the address must be https.")
    try:
        found = socket.getaddrinfo(host, parts.port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, ValueError) as error:
        raise NoAnswer(f"{host} cannot be found: {error}") from error
    addresses = [str(entry[4][0]) for entry in found]
    if not known:
        for address in addresses:
            if not _public(address):
                raise NotAsked(f"{host} lies in a network that is not public: it must not be asked.")
    return addresses[0]


def _public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    ip = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None) or ip
    return ip.is_global and not ip.is_multicast
