"""Two agents who read the desk's lists over HTTP, and how long each page took."""

from __future__ import annotations

import re
import statistics
import time
from collections import defaultdict

from tests.site_client import Person
from tests.site_server import Site

VIEWS = ("mine", "unassigned", "team", "all", "snoozed", "closed", "spam")
AGENTS = ("agent@hoshi.example", "lead@hoshi.example")
CURSOR = re.compile(r"cursor=([A-Za-z0-9_%=-]+)")
Times = dict[str, list[float]]


class Asked:
    """One installation that is asked round after round. `times`: milliseconds per kind of request."""

    def __init__(self, site: Site) -> None:
        self.people = [Person(site, agent) for agent in AGENTS]
        self.following: dict[tuple[int, str], str] = {}
        self.times: Times = defaultdict(list)

    def page(self, who: int, view: str) -> None:
        """The whole page of a view, and the rows behind it by cursor."""
        text = self._ask("page", who, f"/desk/{view}")
        found = CURSOR.search(text)
        if found:
            self.following.setdefault((who, view), found[1])
        if cursor := self.following.get((who, view)):
            self._ask("rows by cursor", who, f"/desk/{view}?cursor={cursor}")

    def counts(self, who: int) -> None:
        self._ask("counts", who, "/desk/counts")

    def forget_times(self) -> None:
        self.times.clear()

    def figures(self) -> dict[str, dict[str, float]]:
        return {
            what: {
                "p50": round(statistics.median(some), 2),
                "p99": round(statistics.quantiles(some, n=100)[98], 2),
                "times": len(some),
            }
            for what, some in self.times.items()
        }

    def close(self) -> None:
        for person in self.people:
            person.close()

    def _ask(self, what: str, who: int, path: str) -> str:
        began = time.perf_counter()
        answer = self.people[who].get(path)
        self.times[what].append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return answer.text
