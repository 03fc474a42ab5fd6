"""Forms sent to addresses that people typed in: never into our own network, and no more is read than agreed.

The name is resolved once, each address is checked, and the connection goes to the checked address, so that a name that
changes its mind between check and use (DNS rebinding) gains nothing. Redirects are not followed.
"""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from madoguchi.core.inside import HostRefused, HostUnknown, addresses_of, checked_addresses, listed
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

    `inside` lists host names, addresses and networks of our own that may be asked, also without TLS. `seconds`
    bounds each wait and, roughly, the whole. Raises NotAsked, NoAnswer.
    """
    import httpx  # weight: a quarter of a second at every start, for a few mailboxes

    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise NotAsked(f"The address cannot be read: {error}.") from error
    address = checked_address(parts, inside=inside)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    literal = f"[{address}]" if ":" in address else address
    end = time.monotonic() + seconds
    target = f"{parts.scheme}://{literal}:{port}{parts.path or '/'}" + (
        f"?{parts.query}" if parts.query else ""
    )
    try:
        with (
            # No proxy of the environment: it may reach what we must not.
            httpx.Client(verify=tls_context(), timeout=seconds, trust_env=False) as client,
            client.stream(
                "POST",
                target,
                data=dict(form),
                auth=sign_in,
                headers={
                    "Host": parts.netloc.rpartition("@")[2],
                    "Accept": "application/json",
                    "Accept-Encoding": "identity",  # what is packed may be larger than agreed
                },
                extensions={"sni_hostname": host},
            ) as answer,
        ):
            content = b""
            for chunk in answer.iter_raw():
                content += chunk
                if len(content) > ANSWER_BYTES:
                    raise NoAnswer(f"{host} answers with more than {ANSWER_BYTES} bytes.")
                if time.monotonic() > end:
                    raise NoAnswer(f"{host} takes more than {seconds:.0f} s for its answer.")
            after = answer.headers.get("Retry-After", "")
            body = json.loads(content)
    except (httpx.HTTPError, httpx.InvalidURL, OSError, BadAuthorities) as error:
        raise NoAnswer(f"{host} cannot be reached: {error}") from error
    except (ValueError, RecursionError) as error:
        raise NoAnswer(f"{host} answers with what is no JSON.") from error
    if not isinstance(body, dict):
        raise NoAnswer(f"{host} answers with what is no JSON object.")
    return Answer(answer.status_code, body, float(after) if after.isascii() and after.isdigit() else 0)


def checked_address(parts: SplitResult, *, inside: Collection[str]) -> str:
    """The address to connect to. Raises NotAsked for one that is not public, NoAnswer for a name that is none."""
    host = parts.hostname or ""
    if not host or not (parts.scheme == "https" or (parts.scheme == "http" and _ours(parts, inside))):
        raise NotAsked(f"{parts.scheme}://{host} must not be asked: the address must be https.")
    try:
        addresses = checked_addresses(host, parts.port or 443, inside=inside)
    except HostUnknown as error:
        raise NoAnswer(f"{host} cannot be found: {error}") from error
    except HostRefused as error:
        raise NotAsked(f"{host} lies in a network that is not public: it must not be asked.") from error
    return addresses[0]


def _ours(parts: SplitResult, inside: Collection[str]) -> bool:
    """Whether the operator listed it, so that it may be asked in the clear."""
    host = parts.hostname or ""
    try:
        return bool(inside) and listed(host, addresses_of(host, parts.port or 80), inside=inside)
    except HostUnknown:
        return False
