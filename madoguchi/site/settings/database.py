"""The database and the broker."""

from __future__ import annotations

from madoguchi.core.database import database_from_url
from madoguchi.core.env import Area
from madoguchi.site.settings.installation import HOME, PRODUCTION

_area = Area("Database and broker")
DATABASE_URL = _area.text(
    "DATABASE_URL", "", "postgresql://user:password@host/name; empty: SQLite in the home folder"
)
SQLITE_SYNCHRONOUS = _area.text(
    "MADOGUCHI_SQLITE_SYNCHRONOUS",
    "FULL" if PRODUCTION else "NORMAL",
    "FULL survives a power cut, NORMAL only a crash",
)
POSTGRESQL_PREPARES = _area.flag(
    "MADOGUCHI_POSTGRESQL_PREPARES",
    True,
    "Keep the most frequent statements prepared; off behind a pooler that gives each transaction another connection",
)
REDIS_URL = _area.text(
    "REDIS_URL", "", "redis://host:port/0 for live screens across processes; never the only copy"
)
REDIS_NAME = _area.text(
    "MADOGUCHI_REDIS_NAME",
    "madoguchi",
    "Before the channel and each counter on Redis; another one per installation on a shared Redis",
)
DATABASES = {"default": database_from_url(DATABASE_URL, home=HOME, synchronous=SQLITE_SYNCHRONOUS)}
# SQLite takes one writing process; commands that write hold this file's lock, PostgreSQL needs none.
WRITER_LOCK = HOME / "serve.lock" if "sqlite" in DATABASES["default"]["ENGINE"] else None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": REDIS_NAME,
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 100_000}}
}
