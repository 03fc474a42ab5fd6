"""Settings that must not be in production, in plain words."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from django.conf import settings


def unsafe_settings() -> list[str]:
    """What is unsafe, each with what to do; empty: fit for production."""
    return [text for unsafe, text in _rules() if unsafe]


def _rules() -> list[tuple[bool, str]]:
    url = urlsplit(settings.PUBLIC_URL)
    has_key = bool(os.environ.get("MADOGUCHI_SECRET_KEY")) or (settings.HOME / "secret_key").exists()
    return [
        (
            not settings.PRODUCTION,
            "MADOGUCHI_ENV is not production: demo sign-ins work. Set MADOGUCHI_ENV=production.",
        ),
        (settings.DEBUG, "MADOGUCHI_DEBUG is on: error pages show settings and data. Turn it off."),
        (
            url.scheme != "https",
            "MADOGUCHI_PUBLIC_URL is not https: customers' messages could be read on the way.",
        ),
        (
            not settings.SECURE_PROXY,
            "MADOGUCHI_BEHIND_TLS is off: cookies would be sent without TLS. Set it to yes.",
        ),
        ("*" in settings.ALLOWED_HOSTS, "MADOGUCHI_ALLOWED_HOSTS allows every name. List your own."),
        (
            url.hostname not in settings.ALLOWED_HOSTS,
            f"MADOGUCHI_ALLOWED_HOSTS does not list {url.hostname}, the host of MADOGUCHI_PUBLIC_URL.",
        ),
        (not has_key, "There is no secret key. Run `madoguchi setup`, or set MADOGUCHI_SECRET_KEY."),
        (len(settings.SECRET_KEY) < 40, "MADOGUCHI_SECRET_KEY is short. Use at least 40 random characters."),
        (
            not settings.AGENT_SECOND_FACTOR,
            "MADOGUCHI_AGENT_SECOND_FACTOR is off: one stolen password opens the desk.",
        ),
        (
            bool(settings.OIDC_URL) and not settings.OIDC_URL.startswith("https://"),
            "MADOGUCHI_OIDC_URL is not https: sign-ins could be read on the way.",
        ),
        (
            "sqlite" in settings.DATABASES["default"]["ENGINE"]
            and settings.SQLITE_SYNCHRONOUS.upper() != "FULL",
            "MADOGUCHI_SQLITE_SYNCHRONOUS is not FULL: a power cut could lose accepted messages.",
        ),
        (
            not settings.SMTP_URL,
            "MADOGUCHI_SMTP_URL is empty: receipts and sign-in links would stay on this machine.",
        ),
        (settings.MAIL_FROM.endswith(".example"), "MADOGUCHI_MAIL_FROM is an example address. Use your own."),
    ]
