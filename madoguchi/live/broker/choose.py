"""Which broker the settings ask for: Redis, else PostgreSQL where the database is one, else this process alone."""

from __future__ import annotations

from django.conf import settings
from psycopg.conninfo import make_conninfo

from madoguchi.live.broker.base import Broker
from madoguchi.live.broker.local import LocalBroker
from madoguchi.live.broker.postgres import PostgresBroker
from madoguchi.live.broker.redis import RedisBroker

_PASSED_ON = ("sslmode", "sslrootcert", "sslcert", "sslkey", "service", "passfile", "target_session_attrs")


def choose_broker(*, listen: bool = True) -> Broker:
    """`listen=False` for a process that only announces (a worker, a command)."""
    heartbeat = settings.LIVE_BROKER_HEARTBEAT_SECONDS
    if settings.REDIS_URL:
        channel = settings.LIVE_CHANNEL
        return RedisBroker(settings.REDIS_URL, channel=channel, heartbeat=heartbeat, listen=listen)
    database = settings.DATABASES["default"]
    if "postgresql" in database["ENGINE"]:
        return PostgresBroker(_conninfo(database), heartbeat=heartbeat, listen=listen)
    return LocalBroker()


def _conninfo(database: dict[str, object]) -> str:
    options = database.get("OPTIONS") or {}
    assert isinstance(options, dict)
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    parts = {key: str(database[name]) for key, name in named.items() if database.get(name)}
    return make_conninfo(**parts, **{key: options[key] for key in _PASSED_ON if key in options})
