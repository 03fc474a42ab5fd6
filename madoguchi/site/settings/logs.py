"""What is logged, and that secrets are masked in it."""

from __future__ import annotations

from madoguchi.site.settings.server import LOG_LEVEL

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"shield": {"()": "madoguchi.shield.log_filter.ShieldFilter"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["shield"]}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    # Django's own handlers would print without the shield.
    "loggers": {name: {"handlers": [], "propagate": True} for name in ("django", "django.server", "uvicorn")}
    # These tell what goes over the wire (addresses, headers), or of every revision, which the editor shows.
    | {name: {"level": "WARNING"} for name in ("mail.log", "httpx", "httpcore", "wagtail")},
}
