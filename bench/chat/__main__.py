"""Chat: messages a second until they are durable and on two screens, and how long one takes at 200 a second.

    python -m bench.chat [--seconds 8] [--conversations 200] [--rate 200] [--only product,limit,channels] [--json]
        [--rounds 1] [--postgresql] [--fill]

The product with everything on (signed token, permission, shield, outbox of jobs, index, rendering), beside two
references in the same run: `limit` (Starlette and the raw driver with group commit) and `channels` (Django Channels
and the ORM). Each has a database file of its own with synchronous=FULL, or with --postgresql a database of its own on
one server whose commits are on disk, to which the limit writes by psycopg's pipeline. A message counts when the sender
has its acknowledgement, which comes after the commit, and both screens that watch the conversation have it. With
several rounds each is measured in turn, and its best round counts: where others use the disk as well, a round says more
about them than about us.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from contextlib import nullcontext

import psycopg
import uvloop
from psycopg import sql

from bench.chat.load import measure
from bench.chat.servers import product, reference, session
from bench.kept import keep
from tests.tools.servers import postgresql

REFERENCES = {
    "limit": {"sqlite": "limit_sqlite", "postgresql": "limit_postgresql"},
    "channels": {"sqlite": "orm_channels", "postgresql": "orm_channels"},
}


def run(
    name: str, server: str, number: int, *, conversations: int, seconds: float, rate: float
) -> dict[str, float]:
    """`server`: the URL of a PostgreSQL without a database name, or "" for SQLite. `number` is the round's."""
    with tempfile.TemporaryDirectory() as home:
        if name == "product":
            with product(home, server, name=f"product_{number}") as port:
                tokens = [session(port) for _ in range(conversations)]
                return uvloop.run(measure(port, tokens, [""] * conversations, seconds, rate))
        module = REFERENCES[name]["postgresql" if server else "sqlite"]
        with reference(
            module, _created(server, f"{name}_{number}") if server else f"{home}/{name}.sqlite3"
        ) as port:
            named = [f"c{number}" for number in range(conversations)]
            return uvloop.run(measure(port, [""] * conversations, named, seconds, rate))


def _best(one: dict[str, float], other: dict[str, float]) -> dict[str, float]:
    """The higher rates and the shorter times of both."""
    return {name: (min if name.endswith("_ms") else max)(one[name], other[name]) for name in one}


def _created(server: str, name: str) -> str:
    with psycopg.connect(server + "postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return server + name


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--conversations", type=int, default=200)
    parser.add_argument("--rate", type=float, default=200)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--only", default="limit,product,channels")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    parser.add_argument("--postgresql", action="store_true", help="on a PostgreSQL of its own")
    parser.add_argument(
        "--fill", action="store_true", help="make what is kept between runs, and measure nothing"
    )
    arguments = parser.parse_args()
    given = {"conversations": arguments.conversations, "seconds": arguments.seconds, "rate": arguments.rate}
    with postgresql(durable=not arguments.fill) if arguments.postgresql else nullcontext("") as server:
        if arguments.fill:
            keep(server=server)
            return
        results: dict[str, dict[str, float]] = {}
        turns = [(name, number) for number in range(arguments.rounds) for name in arguments.only.split(",")]
        for name, number in turns:
            found = run(name, server, number, **given)
            results[name] = _best(results.get(name, found), found)
            if not arguments.json:
                print(name, {key: round(value, 2) for key, value in found.items()}, flush=True)
    if arguments.json:
        print(json.dumps(results))
        return
    ours = results.get("product")
    for name, result in results.items():
        if ours and name != "product":
            ratios = {
                what: round(ours[what] / result[what], 2) for what in ("per_second", "p50_ms", "p99_ms")
            }
            print(f"product / {name}: {ratios}")


if __name__ == "__main__":
    main()
