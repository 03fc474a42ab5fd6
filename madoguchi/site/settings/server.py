"""The server: who is believed, and how much it takes."""

from __future__ import annotations

from madoguchi.core.env import Area

_area = Area("Server")
TRUSTED_PROXIES = _area.words(
    "MADOGUCHI_TRUSTED_PROXIES", [], "Addresses or networks whose X-Forwarded-For is believed"
)
SECURE_PROXY = _area.flag(
    "MADOGUCHI_BEHIND_TLS", False, "A proxy in front speaks TLS: secure cookies, HSTS, wss"
)
WEB_THREADS = _area.number("MADOGUCHI_WEB_THREADS", 6, "Threads that answer ordinary pages in one process")
REQUEST_BODY_BYTES = _area.number(
    "MADOGUCHI_REQUEST_BODY_BYTES", 40_000_000, "The largest request body that is read"
)
LOG_LEVEL = _area.text(
    "MADOGUCHI_LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR; secrets are masked at any level"
)
METRICS_TOKEN = _area.text(
    "MADOGUCHI_METRICS_TOKEN", "", "Bearer token for /metrics from elsewhere than this machine"
)
