"""A help page cold and warm beside a bare static file from the same server, in the same run.

    python -m bench.pages [--times 400] [--json]

An installation with the demo's data as in production, one `madoguchi serve`; one client on one connection asks for the
longest article. Cold: Django draws it, as for whoever has a message waiting. Warm: the page is kept. The reference is
a static file of as many bytes on the wire, through the static door, asked for in turn with the warm page. Aim: warm
within three times the static file's time.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

import httpx
import psutil

from tests.site_server import remove
from tests.tools.production import help_pages, production_site

AIM = 3.0
GZIP = {"Accept-Encoding": "gzip"}
# Whoever has a message waiting is shown it: his page is drawn for him alone.
COLD = {**GZIP, "Cookie": "messages=none"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=400)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = production_site(Path(folder) / "home")
        try:
            path = help_pages(site)["article"]
            site.start()
            with httpx.Client(base_url=site.url, headers=GZIP, timeout=60) as client:
                for _ in range(3):
                    page = client.get(path)
                if page.headers.get("cache-status") != "madoguchi; hit":
                    sys.exit("the page is not kept")
                wire = len(gzip.compress(page.content, 6, mtime=0))
                site.stop()
            static = _static_file(site.home / "static", wire)
            site.start()
            facts = _measure(site.url, path, static, options.times)
        finally:
            remove(site)
    facts |= {
        "name": "pages",
        "article_bytes": len(page.content),
        "wire_bytes": wire,
        "aim": AIM,
        "load": round(psutil.getloadavg()[0], 2),
    }
    print(json.dumps(facts) if options.json else _told(facts))
    sys.exit(0 if facts["warm_to_static"] <= AIM else 1)


def _static_file(root: Path, size: int) -> str:
    """A file that cannot be compressed, of what the page takes on the wire."""
    name = "bench.0123456789ab.bin"
    (root / name).write_bytes(random.Random(7).randbytes(size))  # bytes to send, no secret
    return f"/static/{name}"


def _measure(url: str, path: str, static: str, times: int) -> dict[str, object]:
    taken: dict[str, list[float]] = {"static": [], "warm": [], "not modified": [], "cold": []}
    with httpx.Client(base_url=url, headers=GZIP, timeout=60) as client:
        for _ in range(20):
            client.get(static)
            page = client.get(path)
        if page.status_code != 200 or "etag" not in page.headers:
            sys.exit(f"{path}: {page.status_code} {dict(page.headers)}")
        etag = page.headers["etag"]
        for number in range(times):
            taken["static"].append(_ask(client, static, {}, 200))
            taken["warm"].append(_ask(client, path, {}, 200))
            taken["not modified"].append(_ask(client, path, {"If-None-Match": etag}, 304))
            if number % 8 == 0:
                taken["cold"].append(_ask(client, path, COLD, 200))
    facts: dict[str, object] = {}
    for name, seconds in taken.items():
        ordered = sorted(seconds)
        facts[f"{name.replace(' ', '_')}_ms"] = round(statistics.median(ordered) * 1000, 3)
        facts[f"{name.replace(' ', '_')}_p95_ms"] = round(ordered[int(len(ordered) * 0.95)] * 1000, 3)
    static_ms, warm_ms = statistics.median(taken["static"]), statistics.median(taken["warm"])
    facts["warm_to_static"] = round(warm_ms / static_ms, 2)
    return facts


def _ask(client: httpx.Client, path: str, headers: dict[str, str], status: int) -> float:
    began = time.perf_counter()
    answer = client.get(path, headers=headers)
    taken = time.perf_counter() - began
    if answer.status_code != status:
        sys.exit(f"{path}: {answer.status_code} instead of {status}")
    return taken


def _told(facts: dict[str, object]) -> str:
    lines = [
        f"{name:<13}{facts[key + '_ms']:>9} ms  (p95 {facts[key + '_p95_ms']} ms)"
        for name, key in (
            ("static file", "static"),
            ("page, warm", "warm"),
            ("304", "not_modified"),
            ("page, cold", "cold"),
        )
    ]
    lines.append(
        f"warm takes {facts['warm_to_static']} of the static file (aim {facts['aim']}); {facts['wire_bytes']} bytes on"
        f" the wire; load {facts['load']}"
    )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
