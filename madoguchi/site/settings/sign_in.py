"""How agents and customers sign in."""

from __future__ import annotations

from madoguchi.core.env import Area
from madoguchi.site.settings.installation import PRODUCTION

_area = Area("Sign-in")
AGENT_SECOND_FACTOR = _area.flag(
    "MADOGUCHI_AGENT_SECOND_FACTOR", PRODUCTION, "Agents need TOTP or a passkey to reach the desk"
)
OIDC_URL = _area.text("MADOGUCHI_OIDC_URL", "", "Issuer of the agents' single sign-on; empty: off")
OIDC_CLIENT_ID = _area.text("MADOGUCHI_OIDC_CLIENT_ID", "", "Client id at the issuer")
OIDC_CLIENT_SECRET = _area.text("MADOGUCHI_OIDC_CLIENT_SECRET", "", "Client secret at the issuer")
OIDC_NAME = _area.text("MADOGUCHI_OIDC_NAME", "Single sign-on", "What the button says")
OIDC_DOMAINS = _area.words(
    "MADOGUCHI_OIDC_DOMAINS", [], "Verified mail domains whose people become agents on first sign-in"
)
IDENTITY_KEYS = _area.words(
    "MADOGUCHI_IDENTITY_KEYS",
    [],
    "kid:secret pairs of the exchange's signed customer tokens (HS256); several while keys rotate",
)
IDENTITY_MAX_SECONDS = _area.number(
    "MADOGUCHI_IDENTITY_MAX_SECONDS", 300, "The longest life of a signed customer token"
)
VISITOR_TOKEN_SECONDS = _area.number(
    "MADOGUCHI_VISITOR_TOKEN_SECONDS",
    43_200,
    "How long a chat token is good; then the widget asks for a new one. A signed identity ends with it",
)
VISITOR_DAYS = _area.number(
    "MADOGUCHI_VISITOR_DAYS", 90, "How long a chat visitor is recognised on his device"
)

SIGN_IN_LINK_MINUTES = _area.number(
    "MADOGUCHI_SIGN_IN_LINK_MINUTES", 15, "How long a sign-in link that went out by mail works"
)
INVITATION_HOURS = _area.number(
    "MADOGUCHI_INVITATION_HOURS", 72, "How long the link works by which somebody becomes an agent"
)
OWNER_LINK_MINUTES = _area.number(
    "MADOGUCHI_OWNER_LINK_MINUTES", 60, "How long the link of `madoguchi staff owner` works"
)
IDENTITY_AUDIENCE = _area.text(
    "MADOGUCHI_IDENTITY_AUDIENCE", "", "The `aud` that signed customer tokens must carry; empty: any"
)
IDENTITY_ISSUER = _area.text(
    "MADOGUCHI_IDENTITY_ISSUER", "", "The `iss` that signed customer tokens must carry; empty: any"
)
VIP_LEVELS = _area.number(
    "MADOGUCHI_VIP_LEVELS", 9, "The highest VIP level that staff or the exchange's token can give a customer"
)
