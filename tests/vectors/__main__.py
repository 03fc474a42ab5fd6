"""Judge the product on other projects' test cases: `python -m tests.vectors [--write]` (`make vectors`).

MADOGUCHI_VECTORS names the folder with the cases (default ../shared/vectors); without it everything is skipped.
The folder's own judge.py asks the command line; what it cannot judge is judged here: automatic mail, mail authentication,
service-level clocks, payloads and uploads in a real browser. Prints figures per source; `--write` also puts them into
docs/quality.md. Gates nothing: the exit status is 0.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.vectors import auto_reply, browser, email_auth, sla, uploads
from tests.vectors.figures import Figures

ROOT = Path(__file__).resolve().parents[2]
QUALITY = ROOT / "docs" / "quality.md"
JUDGED = ("email", "reply_quotes", "bounces", "secrets", "addresses", "phishing", "hours")
OWN = (auto_reply.judge, email_auth.judge, sla.judge, browser.judge_payloads, uploads.judge)
LINE = re.compile(r"(?P<name>[^:]+): (?P<right>\d+)/(?P<asked>\d+)(?: = [\d.]+ \(bar (?P<bar>[\d.]+)\))?$")
BEGIN, END = "<!-- figures: written by `make vectors` -->", "<!-- end of figures -->"


def main() -> None:
    folder = Path(os.environ.get("MADOGUCHI_VECTORS", "../shared/vectors")).resolve()
    if not (folder / "judge.py").exists():
        print(f"skipped: there are no test cases of other projects in {folder} (MADOGUCHI_VECTORS)")
        return
    figures: list[Figures] = []
    for name in JUDGED:
        figures += _ask(folder, name)
    for judge in OWN:
        began = time.monotonic()
        made = judge(folder)
        figures += made
        for one in made:
            print(one.text(), f"({time.monotonic() - began:.0f} s)", sep="\n", flush=True)
    if "--write" in sys.argv:
        _write(figures)


def _ask(folder: Path, name: str) -> list[Figures]:
    """What judge.py prints: a line per source, then the total of each heading."""
    command = f"{sys.executable} -m madoguchi.site.cli"
    environment = os.environ | {"MADOGUCHI": command, "PYTHONPATH": str(ROOT)}
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, str(folder / "judge.py"), name],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    print(f"{done.stdout}{done.stderr}({time.monotonic() - began:.0f} s)", flush=True)
    found: list[Figures] = []
    waiting: list[tuple[str, int, int]] = []
    for line in done.stdout.splitlines():
        match = LINE.match(line)
        if not match:
            continue
        row = (match["name"], int(match["right"]), int(match["asked"]))
        if match["bar"] is None:
            waiting.append(row)
        else:
            found.append(Figures(row[0], waiting, bar=float(match["bar"])))
            waiting = []
    return found or [Figures(f"{name} (could not be judged)", [])]


def _write(figures: list[Figures]) -> None:
    today = datetime.now(UTC).date().isoformat()
    conditions = f"Measured on {today}, Python {platform.python_version()}, {os.cpu_count()} cores."
    body = "\n\n".join([conditions, *(one.table() for one in figures)])
    before = QUALITY.read_text()
    head, _, rest = before.partition(BEGIN)
    _, _, tail = rest.partition(END)
    QUALITY.write_text(f"{head}{BEGIN}\n\n{body}\n\n{END}{tail}")
    print(f"written to {QUALITY.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
