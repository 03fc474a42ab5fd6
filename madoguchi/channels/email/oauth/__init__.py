"""Signing in to mail servers with tokens (OAuth2): fetched when needed, kept encrypted, shared by all processes."""

from madoguchi.channels.email.oauth.sasl import mechanism_response
from madoguchi.channels.email.oauth.server import NoToken
from madoguchi.channels.email.oauth.tokens import access_token, ask_anew, renewed_token

__all__ = ["NoToken", "access_token", "ask_anew", "mechanism_response", "renewed_token"]
