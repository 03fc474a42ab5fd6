"""From a cold start of `madoguchi serve` to its first good answer, and what it holds when idle.

    python -m bench.start [--times 5] [--json]

On a SQLite installation with the demo's data. Memory is the proportional set size of all its processes, after the
first page of the portal and of the desk's sign-in. Aims: at most 2 s, at most 150 MB. The reference is what cannot
be avoided: the same interpreter importing Django and uvicorn. With --imports the dearest modules are listed.
"""

from __future__ import annotations

import argparse
import json
import logging
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
import psutil

from tests.site_server import Site, make_template, remove

AIM_SECONDS, AIM_MB = 2.0, 150.0
BARE = "import madoguchi, django, django.db, django.template, django.core.handlers.wsgi, uvicorn, uvloop, httptools"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--imports", action="store_true", help="list the dearest modules")
    options = parser.parse_args()
    logging.disable(logging.INFO)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        make_template(home)
        site = Site(home)
        if options.imports:
            print(_imports(site))
            return
        starts, memory = [], []
        try:
            for _ in range(options.times):
                began = time.perf_counter()
                site.start()
                starts.append(time.perf_counter() - began)
                httpx.get(site.url + "/")
                httpx.get(site.url + "/accounts/login/")
                memory.append(_pss(site.processes["serve"].pid))
                site.stop()
        finally:
            remove(site)
    bare = [_bare() for _ in range(options.times)]
    facts = {
        "name": "start",
        "seconds": round(statistics.median(starts), 2),
        "reference_seconds": round(statistics.median(bare), 2),
        "pss_mb": round(statistics.median(memory), 1),
        "aim_seconds": AIM_SECONDS,
        "aim_mb": AIM_MB,
        "load": round(psutil.getloadavg()[0], 2),
    }
    if options.json:
        print(json.dumps(facts))
    else:
        print(
            f"first good answer after {facts['seconds']} s (aim {AIM_SECONDS}; bare imports"
            f" {facts['reference_seconds']} s), {facts['pss_mb']} MB idle (aim {AIM_MB}); load {facts['load']}"
        )
    sys.exit(0 if facts["seconds"] <= AIM_SECONDS and facts["pss_mb"] <= AIM_MB else 1)


def _pss(pid: int) -> float:
    process = psutil.Process(pid)
    return sum(one.memory_full_info().pss for one in [process, *process.children(recursive=True)]) / 1e6


def _bare() -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", BARE], check=True)
    return time.perf_counter() - began


def _imports(site: Site) -> str:
    """The modules that cost most by themselves, with what they bring in milliseconds."""
    code = (
        "from madoguchi.site.cli._django import start; start(); from madoguchi.site.doors import build_doors;"
        " from django.urls import get_resolver; get_resolver().url_patterns"
    )
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code],
        env=site.env,
        capture_output=True,
        text=True,
        check=True,
    )
    rows = []
    for line in done.stderr.splitlines():
        own, total, name = line.removeprefix("import time:").split("|")
        if own.strip().isdigit():
            rows.append((int(total), int(own), name.rstrip()))
    rows.sort(reverse=True)
    return "\n".join(
        f"{total / 1000:8.1f} ms with all it imports, {own / 1000:6.1f} alone  {name}"
        for total, own, name in rows[:70]
    )


if __name__ == "__main__":
    main()
