"""Many visitors on the live socket: `python -m bench.storm [--sockets N] [--json]`.

A new installation (SQLite, demo data) is served as an operator would, with N visitors of the website chat: each with
a token and a conversation of his own, which his socket watches. Measured: memory and connects; what a chat message
costs the server (visitor's send → commit → acknowledged → on the agent's screen) with and without all the idle
sockets, in turns; and how long it takes until all of them are caught up after they were cut off, meanwhile some had
answers written, and all come back at the same moment.

Aims: 26 KiB a socket, 600 connects a second, a message at most 1.1 times dearer, 30 s until all are caught up.
Wants `ulimit -n` well above N. Clients are processes of their own; their CPU time is given beside the server's.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

from bench.storm.crowd_process import CrowdProcess
from bench.storm.pairs import Pair, arrivals, talk
from tests.site_server import ROOT, Site, make_template

PAIRS, RATE, SECONDS = 50, 200.0, 5.0
AT_ONCE = 64
STORM_PAIRS, STORM_RATE = 20, 40.0
MISSED = 20
LIMITS = {
    "MADOGUCHI_LIVE_CONNECTIONS_PER_ADDRESS": "100000",  # one address plays all of them
    "MADOGUCHI_LIVE_SILENCE_SECONDS": "900",  # heartbeats are measured apart
    "MADOGUCHI_RATE_CHAT": "100000/1m",  # a pair says more in a minute than a visitor may
}
Figures = dict[str, float | str]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sockets", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3, help="of messages, without and with the crowd")
    parser.add_argument(
        "--missed", type=int, default=1_000, help="conversations written to while all are away"
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the server and the crowd end with us
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        make_template(home)
        site = Site(home, env=LIMITS)
        facts = mint(site, options.sockets + PAIRS)
        try:
            site.start()
            figures = asyncio.run(measure(site, facts, options))
        finally:
            site.stop()
    if options.json:
        print(json.dumps({"name": "storm"} | figures))
        return
    for name, value in figures.items():
        print(f"{name:58} {value}")


def mint(site: Site, count: int) -> dict[str, Any]:
    """The pairs are the last of them."""
    file = site.home / "storm.json"
    _mint(site, "visitors", str(count), str(file))
    facts: dict[str, Any] = json.loads(file.read_text())
    return facts


def _mint(site: Site, *words: str) -> None:
    subprocess.run([sys.executable, "-m", "bench.storm.mint", *words], env=site.env, cwd=ROOT, check=True)


async def measure(site: Site, facts: dict[str, Any], options: argparse.Namespace) -> Figures:
    server = psutil.Process(site.processes["serve"].pid)
    pairs = [Pair(site.port, facts, options.sockets + n) for n in range(PAIRS)]
    for pair in pairs:
        await pair.open()
    await talk(pairs, rate=RATE, seconds=2)  # caches and threads are warm from here on
    crowd = await CrowdProcess.start(site.port, site.home / "storm.json", options.sockets)
    figures: Figures = {"sockets": options.sockets, "load average at the start": os.getloadavg()[0]}
    try:
        figures |= await idle_and_costs(server, crowd, pairs, options)
        figures |= await storm(site, server, crowd, pairs, options)
    finally:
        await crowd.stop()
    return figures | {"load average at the end": round(os.getloadavg()[0], 2)}


async def idle_and_costs(
    server: psutil.Process, crowd: CrowdProcess, pairs: list[Pair], options: argparse.Namespace
) -> Figures:
    alone, among, connects = [], [], []
    figures: Figures = {}
    for turn in range(options.rounds):
        print(f"round {turn + 1}", file=sys.stderr)
        alone.append(await message_cost(server, pairs))
        memory, cpu = server.memory_full_info().uss, busy(server)
        said = await crowd.ask(f"connect {AT_ONCE} 1")
        connects.append(options.sockets / said["seconds"])
        if turn == 0:
            figures["CPU ms of the server, a connect with hello and watch"] = round(
                (busy(server) - cpu) / options.sockets * 1000, 3
            )
            figures["CPU ms of the client, a connect"] = round(said["cpu_spent"] / options.sockets * 1000, 3)
            await asyncio.sleep(2)
            each = (server.memory_full_info().uss - memory) / options.sockets / 1024
            figures["KiB a socket, with who it is and what it watches"] = round(each, 1)
            figures["CPU % idle, silent"] = round(await _share(server, asyncio.sleep(6)), 1)
            figures["CPU % idle, a heartbeat a socket each 20 s"] = round(
                await _share(server, crowd.ask("beat 10")), 1
            )
        among.append(await message_cost(server, pairs))
        if turn < options.rounds - 1:
            await crowd.ask("drop")
            await asyncio.sleep(2)
    ratios = [b["cpu"] / a["cpu"] for a, b in zip(alone, among, strict=True)]
    print({"alone": alone, "among": among, "connects": connects} | figures, file=sys.stderr)
    return {
        "connects a second (64 in flight), median": round(statistics.median(connects)),
        **figures,
        **_costs("alone", alone),
        **_costs("among them", among),
        "ratio of the medians": round(_median(among, "cpu") / _median(alone, "cpu"), 3),
        "ratios": " ".join(f"{ratio:.2f}" for ratio in ratios),
    }


def _costs(name: str, rounds: list[dict[str, float]]) -> Figures:
    return {
        f"CPU ms a message, {name}": " ".join(f"{turn['cpu']:.2f}" for turn in rounds),
        f"ms to the agent's screen, {name}, p50 / p99": (
            f"{_median(rounds, 'p50'):.1f} / {_median(rounds, 'p99'):.1f}"
        ),
    }


def _median(rounds: list[dict[str, float]], name: str) -> float:
    return statistics.median(turn[name] for turn in rounds)


async def message_cost(server: psutil.Process, pairs: list[Pair]) -> dict[str, float]:
    """Server CPU of everything a message sets off (its jobs too), in ms a message; and the way to the screen in ms."""
    before = busy(server)
    count, shown = await talk(pairs, rate=RATE, seconds=SECONDS)
    await asyncio.sleep(1)
    return {"cpu": (busy(server) - before) / count * 1000} | percentiles(shown)


async def storm(
    site: Site, server: psutil.Process, crowd: CrowdProcess, pairs: list[Pair], options: argparse.Namespace
) -> Figures:
    """All are cut off, some are written to, all come back at once while a few pairs talk on."""
    print("storm", file=sys.stderr)
    await crowd.ask("drop")
    await asyncio.to_thread(_mint, site, "missed", "0", str(options.missed), str(MISSED))
    await asyncio.sleep(2)
    talkers = pairs[:STORM_PAIRS]
    _, calm = await talk(talkers, rate=STORM_RATE, seconds=5)
    for pair in talkers:
        pair.shown, pair.acknowledged = [], []
    cpu, mine, begin = busy(server), time.process_time(), time.perf_counter()
    back = asyncio.create_task(crowd.ask("connect 0 1"))
    count = 0
    while not back.done():
        talkers[count % STORM_PAIRS].say()
        count += 1
        await asyncio.sleep(max(0, begin + count / STORM_RATE - time.perf_counter()))
    said, spent = back.result(), busy(server) - cpu
    shown = await arrivals(talkers, count)
    if said["open"] != options.sockets or said["items"] < options.missed * MISSED:
        raise RuntimeError(f"not all of them were caught up: {said}")
    while busy(server) - cpu > spent + 0.05 * 2 and time.perf_counter() - begin < 120:
        spent = busy(server) - cpu
        await asyncio.sleep(2)
    calm_ms, storm_ms = percentiles(calm), percentiles(shown)
    return {
        "storm: seconds until all were caught up": round(said["seconds"], 2),
        "storm: seconds until half of them were": round(said["p50"], 2),
        "storm: entries that had been missed": said["items"],
        "storm: connects that were tried again": said["retries"],
        "storm: live messages meanwhile": count,
        "storm: ms of a live message to the screen, p50 / p99": (
            f"{storm_ms['p50']:.0f} / {storm_ms['p99']:.0f}"
        ),
        "just before it: p50 / p99": f"{calm_ms['p50']:.0f} / {calm_ms['p99']:.0f}",
        "storm: CPU s of the server": round(spent, 2),
        "storm: seconds until the server had rest": round(time.perf_counter() - begin, 1),
        "storm: CPU s of the crowd's client": round(said["cpu_spent"], 2),
        "storm: CPU s of the pairs' client": round(time.process_time() - mine, 2),
    }


def percentiles(seconds: list[float]) -> dict[str, float]:
    """In milliseconds."""
    ordered = sorted(seconds)
    return {
        "p50": ordered[len(ordered) // 2] * 1000,
        "p99": ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))] * 1000,
    }


async def _share(server: psutil.Process, meanwhile: Any) -> float:
    before, begin = busy(server), time.perf_counter()
    await meanwhile
    return (busy(server) - before) / (time.perf_counter() - begin) * 100


def busy(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


if __name__ == "__main__":
    main()
