"""Which broker the settings ask for: Redis, else PostgreSQL where the database is one, else this process alone."""

from __future__ import annotations

from django.conf import settings

from madoguchi.live.broker.base import Broker
from madoguchi.live.broker.local import LocalBroker

_PASSED_ON = ("sslmode", "sslrootcert", "sslcert", "sslkey", "service", "passfile", "target_session_attrs")


def choose_broker(*, listen: bool = True) -> Broker:
    """`listen=False` for a process that only announces (a worker, a command)."""
    heartbeat = settings.LIVE_BROKER_HEARTBEAT_SECONDS
    # Weight: the clients of both databases are a quarter of a cold start, and most installations need neither.
    if settings.REDIS_URL:
        from madoguchi.live.broker.redis import RedisBroker

        channel = f"{settings.REDIS_NAME}:live"
        return RedisBroker(settings.REDIS_URL, channel=channel, heartbeat=heartbeat, listen=listen)
    database = settings.DATABASES["default"]
    if "postgresql" in database["ENGINE"]:
        from madoguchi.live.broker.postgres import PostgresBroker

        return PostgresBroker(_conninfo(database), heartbeat=heartbeat, listen=listen)
    return LocalBroker()


def _conninfo(database: dict[str, object]) -> str:
    options = database.get("OPTIONS") or {}
    assert isinstance(options, dict)
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    parts = {key: str(database[name]) for key, name in named.items() if database.get(name)}
    from psycopg.conninfo import make_conninfo

    return make_conninfo(**parts, **{key: options[key] for key in _PASSED_ON if key in options})
