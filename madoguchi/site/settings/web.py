"""Addresses, cookies and headers, and where files lie."""

from __future__ import annotations

from madoguchi.site.settings.installation import HOME, PRODUCTION
from madoguchi.site.settings.server import SECURE_PROXY

MEDIA_URL = "/help/media/"
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_PROXY
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_PROXY else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_PERMISSIONS = 0o600
SILENCED_SYSTEM_CHECKS: list[str] = []
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(HOME / "files"), "file_permissions_mode": 0o600},
    },
    "staticfiles": {
        "BACKEND": "madoguchi.core.static_files.HashedFiles"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
