"""Signed customer tokens: the exchange says who is in front of us (RFC 7519, HS256).

Pure of the database: that a token opens only once is `people.actions.identify`'s business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import jwt

SUB, JTI, NAME, MAIL = 100, 128, 150, 254
LEEWAY_SECONDS = 5
LENGTH = 4_096
KEY_BYTES = 32
VIP_LEVELS = 9


class BadToken(ValueError):
    """The token proves nothing. `code` is for logs and programs; it says nothing about whom it named."""

    def __init__(self, code: str) -> None:
        super().__init__(f"The sign-in token was not accepted ({code}).")
        self.code = code


@dataclass(frozen=True, slots=True)
class Claims:
    """What the exchange says. `email` is empty unless the exchange has verified it; `vip` is None where it says
    nothing of it, and 0 where it says that he is none."""

    account: str
    jti: str
    expires_at: datetime
    email: str = ""
    name: str = ""
    language: str = ""
    vip: int | None = None


def read_token(
    token: str,
    *,
    keys: Sequence[str],
    max_seconds: int,
    audience: str = "",
    issuer: str = "",
    vip_levels: int = VIP_LEVELS,
) -> Claims:
    """Check signature and times and return the claims.

    `keys` are `kid:secret`; the header's `kid` chooses, so that an old and a new key work side by side while they are
    exchanged. `exp` and `iat` must be there and lie at most `max_seconds` apart, `jti` and `sub` must be there; with
    `audience` and `issuer` also `aud` and `iss`. `vip`, where it is there, is a whole number from 0 to `vip_levels`.

    Raises:
        BadToken: anything is wrong with it.
    """
    if not token or len(token) > LENGTH:
        raise BadToken("malformed")
    try:
        key = _key(keys, jwt.get_unverified_header(token).get("kid"))
        claims = jwt.decode(
            token,
            key,
            algorithms=["HS256"],
            audience=audience or None,
            issuer=issuer or None,
            leeway=LEEWAY_SECONDS,
            options={"require": ["exp", "iat", "sub", "jti"], "verify_aud": bool(audience)},
        )
    except jwt.ExpiredSignatureError:
        raise BadToken("expired") from None
    except jwt.InvalidSignatureError:
        raise BadToken("signature") from None
    except (jwt.InvalidTokenError, ValueError, TypeError, OverflowError) as error:
        raise BadToken("malformed") if not isinstance(error, BadToken) else error from None
    return _claims(claims, max_seconds, vip_levels)


def _key(keys: Sequence[str], kid: object) -> str:
    known = dict(key.split(":", 1) for key in keys if ":" in key)
    secret = known.get(kid) if isinstance(kid, str) else None
    if secret is None:
        raise BadToken("unknown-key")
    if len(secret.encode()) < KEY_BYTES:
        # A short secret can be guessed from one token (RFC 7518, section 3.2).
        raise BadToken("weak-key")
    return secret


def _claims(claims: dict[str, Any], max_seconds: int, vip_levels: int) -> Claims:
    account, jti = claims["sub"], claims["jti"]
    if not (isinstance(jti, str) and 8 <= len(jti) <= JTI and 1 <= len(account.strip()) <= SUB):
        raise BadToken("malformed")
    if not 0 < float(claims["exp"]) - float(claims["iat"]) <= max_seconds:
        raise BadToken("too-long")
    vip = claims.get("vip")
    if vip is not None and (type(vip) is not int or not 0 <= vip <= vip_levels):
        raise BadToken("vip")
    email = claims.get("email")
    verified = claims.get("email_verified") is True and isinstance(email, str) and 3 <= len(email) <= MAIL
    return Claims(
        account=account.strip(),
        jti=jti,
        expires_at=datetime.fromtimestamp(float(claims["exp"]), UTC),
        email=str(email).strip().lower() if verified else "",
        name=_text(claims.get("name"))[:NAME],
        language=_text(claims.get("lang"))[:10].lower(),
        vip=vip,
    )


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
