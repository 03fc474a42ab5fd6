"""The desk's lists with 10,000, 100,000 and 1,000,000 conversations.

    python -m bench.inbox [--rounds 40] [--largest 1000000] [--postgresql] [--json]
    python -m bench.inbox --fill        makes what a run needs, which is kept, and measures nothing (SQLite)

Asked through running servers, as the browser asks: the whole page of each view, the next rows by cursor, and the
counts. Two agents ask in turn: a lead who sees everything, and an agent whose own teams' conversations are the newest
8,000 while all older ones belong to another team. The reference is 10,000 in the same run, asked in turn with the
others: a page must cost the same whatever lies behind it (aim: p99 with 1,000,000 within 1.5 times).
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import sys
from contextlib import nullcontext

from bench.inbox.asked import AGENTS, VIEWS, Asked
from bench.inbox.kept import keep, sites
from tests.site_server import Site
from tests.tools.servers import postgresql

SIZES = (10_000, 100_000, 1_000_000)
WARM_UP, AIM = 3, 1.5
Figures = dict[int, dict[str, dict[str, float]]]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--postgresql", action="store_true", help="on a PostgreSQL of its own, not SQLite")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--largest", type=int, default=SIZES[-1])
    parser.add_argument(
        "--fill", action="store_true", help="make what is kept between runs, and measure nothing"
    )
    options = parser.parse_args()
    logging.disable(logging.INFO)
    sizes = [size for size in SIZES if size <= options.largest]
    if options.fill:
        keep(sizes)
        return
    place = postgresql(durable=True) if options.postgresql else nullcontext("")
    with place as server, sites(sizes, server=server) as made:
        figures = _measured(made, options.rounds)
    ratios = {
        size: {
            what: round(figures[size][what]["p99"] / one["p99"], 2) for what, one in figures[sizes[0]].items()
        }
        for size in sizes[1:]
    }
    held = all(ratio <= AIM for some in ratios.values() for ratio in some.values())
    if options.json:
        database = "postgresql" if options.postgresql else "sqlite"
        told = {
            "name": "inbox",
            "database": database,
            "ms": figures,
            "p99_ratio": ratios,
            "aim": AIM,
            "held": held,
        }
        print(json.dumps(told))
    else:
        _show(figures, ratios)
    sys.exit(0 if held else 1)


def _measured(made: dict[int, Site], rounds: int) -> Figures:
    """All installations are asked for the same page one after the other, so that a busy moment meets them alike."""
    asked = {size: Asked(site.start()) for size, site in made.items()}
    wanted = [(who, view) for who in range(len(AGENTS)) for view in VIEWS]
    for number in range(rounds + WARM_UP):
        if number == WARM_UP:
            for one in asked.values():
                one.forget_times()
        turn = random.Random(number)
        turn.shuffle(wanted)
        for who, view in wanted:
            for one in turn.sample(list(asked.values()), len(asked)):
                one.page(who, view)
            for one in turn.sample(list(asked.values()), len(asked)):
                one.counts(who)
    for one in asked.values():
        one.close()
        assert len(one.following) >= len(VIEWS), "hardly any view had a second page"
    return {size: one.figures() for size, one in asked.items()}


def _show(figures: Figures, ratios: dict[int, dict[str, float]]) -> None:
    for size, kinds in figures.items():
        facts = "; ".join(f"{what} p50 {f['p50']} ms p99 {f['p99']} ms" for what, f in kinds.items())
        print(f"{size:>9,} conversations: {facts}")
    first = min(figures)
    for size, kinds in ratios.items():
        facts = ", ".join(f"{what} {ratio:.2f}" for what, ratio in kinds.items())
        print(f"p99 with {size:,} over p99 with {first:,} (aim {AIM}): {facts}")


if __name__ == "__main__":
    main()
