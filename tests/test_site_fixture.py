"""The running installation that other tests stand on."""

from __future__ import annotations

import json
from collections.abc import Callable

import httpx

from tests.site_server import Site


def test_the_shared_installation_answers_and_holds_the_demo(site: Site):
    assert httpx.get(site.url + "/healthz").json() == {"status": "ok"}
    findings = [json.loads(line) for line in site.run("doctor", "--json", check=False).stdout.splitlines()]
    assert {"database", "files"} <= {finding["name"] for finding in findings if finding["ok"]}
    assert site.rows("SELECT count(*) FROM inbox_conversation")[0][0] > 10


def test_an_installation_of_ones_own_survives_a_kill(site: Site, new_site: Callable[..., Site]):
    mine = new_site().start()
    assert mine.url != site.url
    mine.kill()
    mine.start()
    assert httpx.get(mine.url + "/readyz").json()["status"] == "ok"
    assert httpx.get(site.url + "/readyz").json()["status"] == "ok"
