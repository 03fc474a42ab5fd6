"""One question to a service that speaks OpenAI's protocol: where it goes is checked, and no more is read than agreed.

The caller gives only texts that went through the shield: they leave this machine.
"""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from madoguchi.ai.providers.address import Service

if TYPE_CHECKING:
    import httpx

FIRST_PAUSE_SECONDS = 0.5


class NoAnswer(Exception):
    """The service did not answer, or refused. `again`: another attempt may help; `pause`: the seconds that it asks
    for, or 0."""

    def __init__(self, why: str, *, again: bool = False, pause: float = 0) -> None:
        super().__init__(why)
        self.again, self.pause = again, pause

    @classmethod
    def of(cls, status: int, retry_after: str | None) -> NoAnswer:
        """Retry-After is read in seconds (RFC 9110 §10.2.3); a date there counts as none."""
        told = retry_after is not None and retry_after.isdecimal() and len(retry_after) < 6
        pause = float(retry_after) if retry_after and told else 0.0
        return cls(f"it answers with status {status}", again=status == 429 or status >= 500, pause=pause)


def ask(
    service: Service,
    path: str,
    wanted: Mapping[str, object],
    *,
    key: str,
    seconds: float,
    attempts: int,
    longest: int,
) -> bytes:
    """The answer to a POST of JSON, at most `longest` bytes; `seconds` is for all attempts together.

    Raises NoAnswer.
    """
    import httpx  # weight: only where a service is set

    deadline = time.monotonic() + seconds
    # No proxies or keys from the environment, no redirects: texts go where the setting says.
    with httpx.Client(trust_env=False, follow_redirects=False) as client:
        for attempt in range(max(1, attempts)):
            left = deadline - time.monotonic()
            try:
                return _post(client, service, path, wanted, key=key, seconds=left, longest=longest)
            except httpx.TimeoutException:
                refusal = NoAnswer("it did not answer in time", again=True)
            except httpx.HTTPError as error:
                refusal = NoAnswer(f"it could not be reached ({type(error).__name__})", again=True)
            except NoAnswer as error:
                refusal = error
            pause = refusal.pause or FIRST_PAUSE_SECONDS * 2**attempt * random.uniform(0.8, 1.2)  # noqa: S311
            last = attempt + 1 >= attempts or time.monotonic() + pause >= deadline
            if last or not refusal.again:
                break
            time.sleep(pause)
    raise refusal


def _post(
    client: httpx.Client,
    service: Service,
    path: str,
    wanted: Mapping[str, object],
    *,
    key: str,
    seconds: float,
    longest: int,
) -> bytes:
    headers = {"Host": service.host_header} | ({"Authorization": f"Bearer {key}"} if key else {})
    until = time.monotonic() + seconds
    with client.stream(
        "POST",
        f"{service.url}/{path}",
        json=wanted,
        headers=headers,
        timeout=seconds,
        extensions={"sni_hostname": service.host},
    ) as response:
        if response.status_code != 200:
            raise NoAnswer.of(response.status_code, response.headers.get("retry-after"))
        body = bytearray()
        for block in response.iter_bytes():
            body += block
            if len(body) > longest:
                raise NoAnswer("it answers with too much")
            if time.monotonic() > until:
                raise NoAnswer("it did not answer in time")
    return bytes(body)
