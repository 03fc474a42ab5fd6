"""How many cases were right, per source: for the terminal and for docs/quality.md."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Figures:
    """`rows` are (source, right, asked); `bar` is the share aimed at; `wrong` says what differs."""

    name: str
    rows: list[tuple[str, int, int]]
    bar: float | None = None
    wrong: list[str] = field(default_factory=list)

    @property
    def right(self) -> int:
        return sum(right for _, right, _ in self.rows)

    @property
    def asked(self) -> int:
        return sum(asked for _, _, asked in self.rows)

    def text(self, *, shown: int = 20) -> str:
        lines = [f"  ✗ {line}" for line in self.wrong[:shown]]
        lines += [f"{source}: {right}/{asked}" for source, right, asked in self.rows]
        return "\n".join([*lines, f"{self.name}: {self._share()}"])

    def table(self) -> str:
        aim = f", aim {self.bar:.1%}" if self.bar is not None else ""
        lines = [f"### {self.name}: {self._share()}{aim}", ""]
        if self.rows:
            lines += ["| source | right | asked |", "|---|---|---|"]
            lines += [f"| {source} | {right} | {asked} |" for source, right, asked in self.rows]
        return "\n".join(lines)

    def _share(self) -> str:
        return f"{self.right}/{self.asked} = {self.right / self.asked:.2%}" if self.asked else "no cases"


class Tally:
    """Counts cases per source as they are judged."""

    def __init__(self) -> None:
        self._asked: Counter[str] = Counter()
        self._right: Counter[str] = Counter()
        self._wrong: list[str] = []

    def add(self, source: str, right: bool, why: str = "") -> None:
        self._asked[source] += 1
        self._right[source] += right
        if not right:
            self._wrong.append(why[:300])

    def figures(self, name: str, *, bar: float | None = None) -> Figures:
        rows = [(source, self._right[source], asked) for source, asked in sorted(self._asked.items())]
        return Figures(name, rows, bar=bar, wrong=self._wrong)
