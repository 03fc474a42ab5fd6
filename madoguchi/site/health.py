"""The routes for machines that watch us: /healthz, /readyz, /metrics."""

from __future__ import annotations

import hmac
from ipaddress import ip_address

from django.conf import settings
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from madoguchi.live.asgi import Receive, Scope, Send
from madoguchi.live.http import bearer, client_address, header, problem, respond, respond_json
from madoguchi.site.lifecycle import LIFECYCLE
from madoguchi.site.readiness import readiness


async def healthz(scope: Scope, receive: Receive, send: Send) -> None:
    """Alive: the loop turns."""
    await respond_json(send, {"status": "ok"})


async def readyz(scope: Scope, receive: Receive, send: Send) -> None:
    """Ready for traffic: 503 while starting, draining, or when a check fails."""
    well, report = await readiness()
    if LIFECYCLE.state != "running":
        well, report = False, {**report, "server": LIFECYCLE.state}
    await respond_json(
        send, {"status": "ok" if well else "not ready", "checks": report}, status=200 if well else 503
    )


async def metrics(scope: Scope, receive: Receive, send: Send) -> None:
    """Prometheus text, to this machine or to the bearer of METRICS_TOKEN."""
    if not _may_see_metrics(scope):
        await problem(
            send, 403, "Metrics are shown to this machine, or with the token in MADOGUCHI_METRICS_TOKEN."
        )
        return
    await respond(send, generate_latest(), content_type=CONTENT_TYPE_LATEST.encode())


def _may_see_metrics(scope: Scope) -> bool:
    token = settings.METRICS_TOKEN
    if token and hmac.compare_digest(bearer(scope).encode(), token.encode()):
        return True
    # A proxy on this machine is a loopback peer too: whoever was forwarded is not local.
    if header(scope, b"x-forwarded-for") is not None or header(scope, b"forwarded") is not None:
        return False
    address = client_address(scope)
    return bool(address) and ip_address(address).is_loopback
