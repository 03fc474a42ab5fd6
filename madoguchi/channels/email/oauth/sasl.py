"""What a client says to sign in with a token: OAUTHBEARER (RFC 7628) and XOAUTH2 (Google, Microsoft)."""

from __future__ import annotations


def mechanism_response(
    mechanism: str, *, user: str, token: str, host: str, port: int, challenge: bytes
) -> str:
    """The response before base 64. A challenge is the server's account of a refusal, which wants an empty reply."""
    if mechanism == "OAUTHBEARER":
        if challenge:
            return "\x01"
        name = user.replace("=", "=3D").replace(",", "=2C")
        return f"n,a={name},\x01host={host}\x01port={port}\x01auth=Bearer {token}\x01\x01"
    return "" if challenge else f"user={user}\x01auth=Bearer {token}\x01\x01"
