"""10,000 messages by every channel while processes are killed -9: `python -m bench.kill9 [--messages N] [--json]`.

On a new SQLite installation (`serve` is killed), and on PostgreSQL (`web` and `worker` are killed) with
`--postgresql`, which starts a server of its own. Fails if anything acknowledged is lost, doubled or out of order, or
if a watching screen differs from the database.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

from tests.journeys.storm.storm import storm
from tests.site_server import Site, make_template, remove
from tests.tools.servers import free_port, postgresql

CHATTERS, FORMS, MAILERS = 16, 4, 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    logging.disable(logging.INFO)
    port = free_port()
    env = {"MADOGUCHI_LMTP_LISTEN": f"127.0.0.1:{port}", "MADOGUCHI_FORM_SECONDS": "0"}
    env["MADOGUCHI_SQLITE_SYNCHRONOUS"] = "FULL"
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "home"
        server = stack.enter_context(postgresql()) if options.postgresql else ""
        make_template(home, server=server, name="kill9")
        site = Site(home, database=f"{server}kill9" if server else "", env=env)
        stack.callback(remove, site)
        each = max(1, options.messages // (CHATTERS + FORMS + MAILERS))
        outcome = storm(
            site,
            chatters=CHATTERS,
            forms=FORMS,
            mailers=MAILERS,
            each=each,
            kills=options.kills,
            seed=options.seed,
            lmtp_port=port,
        )
    facts = asdict(outcome) | {"name": "kill9", "database": "postgresql" if server else "sqlite"}
    if options.json:
        print(json.dumps(facts))
    else:
        print(
            f"{facts['database']}: {outcome.acknowledged} of {outcome.messages} messages acknowledged,"
            f" {outcome.kills} kills, {outcome.repeats} sent again, {outcome.seconds:.0f} s,"
            f" {len(outcome.broken)} promises broken"
        )
        print("\n".join(outcome.broken[:20]))
    sys.exit(1 if outcome.broken else 0)


if __name__ == "__main__":
    main()
