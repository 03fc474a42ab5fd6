"""A real authorisation server for mailboxes (the certified `oidc-provider` of npm), and what people do there."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from tests import patience
from tests.peers.oidc_provider import FOLDER, SECRET, installed
from tests.tools.servers import free_port, wait_for_port


class TokenServer:
    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.introspection_url = f"http://dovecot:also-secret@127.0.0.1:{port}/token/introspection"

    def allows(self, user: str) -> dict[str, str]:
        """A person signs in and lets us read her mail: the secret `oauth2` of an inbox."""
        return {
            "token_url": f"{self.url}/token",
            "client_id": "madoguchi",
            "client_secret": SECRET,
            "refresh_token": str(self._does("allow", user=user)["refresh_token"]),
        }

    def ends_tokens(self) -> None:
        """No access token that was given is good any more."""
        self._does("end")

    def withdraws(self, refresh_token: str) -> None:
        """The person takes the permission back."""
        assert self._does("withdraw", token=refresh_token)["found"]

    def goes_away(self, away: bool) -> None:
        self._does("away", yes="1" if away else "0")

    def gives_tokens_for(self, seconds: int) -> None:
        self._does("life", seconds=str(seconds))

    def asked(self) -> list[int]:
        """How it answered every request for a token."""
        found: list[int] = self._does("asked")["asked"]
        return found

    def _does(self, what: str, **query: str) -> dict[str, Any]:
        answer = httpx.get(f"{self.url}/test/{what}", params=query, timeout=patience.SECONDS, trust_env=False)
        found: dict[str, Any] = answer.raise_for_status().json()
        return found


@contextmanager
def token_server() -> Iterator[TokenServer]:
    installed()
    port = free_port()
    process = subprocess.Popen(
        ["node", "mail.mjs", str(port)], cwd=FOLDER, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for_port(port)
        yield TokenServer(port)
    finally:
        process.terminate()
        process.wait(patience.SECONDS)
