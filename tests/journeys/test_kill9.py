"""Nothing that was acknowledged is lost, doubled or reordered, whenever the processes die."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

from tests.journeys.storm.storm import storm
from tests.site_server import Site
from tests.tools.servers import free_port

MAILERS = 2 if find_spec("madoguchi.channels.email.wires") else 0


def test_processes_are_killed_while_everybody_writes(new_site: Callable[..., Site]):
    port = free_port()
    site = new_site(MADOGUCHI_LMTP_LISTEN=f"127.0.0.1:{port}", MADOGUCHI_FORM_SECONDS="0")
    outcome = storm(site, chatters=6, forms=2, mailers=MAILERS, each=25, kills=3, seed=9, lmtp_port=port)
    assert outcome.broken == []
    assert outcome.acknowledged == outcome.messages == (8 + MAILERS) * 25
    assert outcome.kills == 3
    assert outcome.repeats > 0  # it was a storm: somebody had to send again
