"""Which installation this is: its kind, its home, its address, its keys."""

from __future__ import annotations

import secrets
from pathlib import Path

from madoguchi.core.env import Area

BASE = Path(__file__).resolve().parents[3]

_area = Area("Installation")
ENV = _area.text(
    "MADOGUCHI_ENV", "development", "production, development or demo; production refuses unsafe settings"
)
PRODUCTION = ENV == "production"
DEBUG = _area.flag("MADOGUCHI_DEBUG", False, "Show Django's error pages; never in production")
HOME = Path(
    _area.text("MADOGUCHI_HOME", "data", "The folder for data: database, files, secret key, locks")
).resolve()
PUBLIC_URL = _area.text(
    "MADOGUCHI_PUBLIC_URL", "http://127.0.0.1:8000", "Where customers reach this installation"
).rstrip("/")
ALLOWED_HOSTS = _area.words(
    "MADOGUCHI_ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"], "Host names that are served"
)
_key_file = HOME / "secret_key"
SECRET_KEY = _area.text(
    "MADOGUCHI_SECRET_KEY",
    "",
    "Signs sessions, links and reply addresses; else the file secret_key in the home folder",
) or (_key_file.read_text().strip() if _key_file.exists() else secrets.token_urlsafe(50))
SECRET_KEY_FALLBACKS = _area.words(
    "MADOGUCHI_SECRET_KEY_FALLBACKS",
    [],
    "Earlier keys that still verify, so that a key can be changed without sign-outs",
)
