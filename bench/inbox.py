"""The desk's lists with 10,000, 100,000 and 1,000,000 conversations: `python -m bench.inbox [--json] [--postgresql]`.

Asked through the running server, as the browser asks: the whole page of each view, the next rows by cursor, and the
counts. Two agents ask in turn: a lead who sees everything, and an agent whose own teams' conversations are the newest
8,000 while all older ones belong to another team. The reference is the same run with 10,000: a page must cost the
same whatever lies behind it (aim: p99 with 1,000,000 within 1.5 times).
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import re
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path

from bench import pile
from tests.site_client import Person
from tests.site_server import Site, make_template, remove
from tests.tools.servers import postgresql

SIZES = (10_000, 100_000, 1_000_000)
VIEWS = ("mine", "unassigned", "team", "all", "snoozed", "closed", "spam")
AGENTS = ("agent@hoshi.example", "lead@hoshi.example")
WARM_UP, AIM = 3, 1.5
CURSOR = re.compile(r"cursor=([A-Za-z0-9_%=-]+)")
Times = dict[str, list[float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--postgresql", action="store_true", help="on a PostgreSQL of its own, instead of SQLite"
    )
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--largest", type=int, default=SIZES[-1])
    options = parser.parse_args()
    logging.disable(logging.INFO)
    figures: dict[int, dict[str, dict[str, float]]] = {}
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "home"
        server = stack.enter_context(postgresql()) if options.postgresql else ""
        make_template(home, server=server, name="inbox")
        site = Site(home, database=f"{server}inbox" if server else "")
        stack.callback(remove, site)
        filled = 0
        for size in (size for size in SIZES if size <= options.largest):
            pile.add(site, first=filled, last=size)
            filled = size
            site.start()
            times = _measure(site, options.rounds)
            site.stop()
            figures[size] = {what: _figures(some) for what, some in times.items()}
            if not options.json:
                _show(size, figures)
    first, last = min(figures), max(figures)
    ratios = {what: figures[last][what]["p99"] / figures[first][what]["p99"] for what in figures[first]}
    held = all(ratio <= AIM for ratio in ratios.values())
    if options.json:
        database = "postgresql" if server else "sqlite"
        print(
            json.dumps(
                {
                    "name": "inbox",
                    "database": database,
                    "ms": figures,
                    "p99_ratio": ratios,
                    "aim": AIM,
                    "held": held,
                }
            )
        )
    else:
        print(
            f"p99 with {last:,} over p99 with {first:,} (aim {AIM}): "
            + ", ".join(f"{w} {r:.2f}" for w, r in ratios.items())
        )
    sys.exit(0 if held else 1)


def _measure(site: Site, rounds: int) -> Times:
    """Milliseconds per kind of request; views and agents are asked in turn, in a random order."""
    times: Times = defaultdict(list)
    people = [Person(site, agent) for agent in AGENTS]
    asked = [(person, view) for person in people for view in VIEWS]
    following: dict[tuple[int, str], str] = {}
    for number in range(rounds + WARM_UP):
        random.Random(number).shuffle(asked)
        for person, view in asked:
            page, text = _ask(person, f"/desk/{view}")
            found = CURSOR.search(text)
            if found and (id(person), view) not in following:
                following[id(person), view] = found[1]
            cursor = following.get((id(person), view))
            rows = _ask(person, f"/desk/{view}?cursor={cursor}")[0] if cursor else None
            if number >= WARM_UP:
                times["page"].append(page)
                times["rows by cursor"] += [rows] if rows else []
        for person in people:
            counted = _ask(person, "/desk/counts")[0]
            if number >= WARM_UP:
                times["counts"].append(counted)
    for person in people:
        person.close()
    assert len(following) >= len(VIEWS), "hardly any view had a second page"
    return times


def _ask(person: Person, path: str) -> tuple[float, str]:
    began = time.perf_counter()
    answer = person.get(path)
    took = (time.perf_counter() - began) * 1000
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return took, answer.text


def _figures(some: list[float]) -> dict[str, float]:
    return {
        "p50": round(statistics.median(some), 2),
        "p99": round(statistics.quantiles(some, n=100)[98], 2),
    }


def _show(size: int, figures: dict[int, dict[str, dict[str, float]]]) -> None:
    facts = "; ".join(f"{what} p50 {f['p50']} ms p99 {f['p99']} ms" for what, f in figures[size].items())
    print(f"{size:>9,} conversations: {facts}", flush=True)


if __name__ == "__main__":
    main()
