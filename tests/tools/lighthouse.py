"""`python -m tests.tools.lighthouse [--write]`: Google Lighthouse over the help centre's pages, as a phone and a desktop.

Installs Lighthouse by npm into a folder of its own (nothing of it is part of the product), starts an installation
with the demo's data as in production, and prints the scores with what each misses. `--write` puts the scores into
docs/quality.md. Needs node (18.20 or newer), npm and Chromium (`CHROME_PATH`).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from tests.site_server import ROOT, remove
from tests.tools.production import help_pages, production_site

VERSION = "12"
AIM = 95
TRIES = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FORMS = ("mobile", "desktop")
BEGIN, END = "<!-- lighthouse: written by tests/tools/lighthouse.py -->", "<!-- lighthouse ends -->"
QUALITY = ROOT / "docs" / "quality.md"
CHROMIUM_FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"

Scores = dict[str, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the scores into docs/quality.md")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "madoguchi-lighthouse")
    parser.add_argument("--only", default="", help="one page: home, category or article")
    parser.add_argument("--form", default="", help="mobile or desktop alone")
    parser.add_argument("--language", default="en")
    options = parser.parse_args()
    tool = installed(options.cache)
    scores: dict[tuple[str, str], Scores] = {}
    with tempfile.TemporaryDirectory() as folder:
        site = production_site(Path(folder) / "home")
        try:
            site.start()
            for name, path in help_pages(site, options.language).items():
                for form in FORMS:
                    if options.only in ("", name) and options.form in ("", form):
                        report = ask(tool, site.url + path, form=form)
                        scores[name, form] = scores_of(report)
                        print(name, form, scores[name, form], *missed(report), sep="\n  ", flush=True)
        finally:
            remove(site)
    if options.write:
        write(scores)
    sys.exit(0 if all(min(one.values()) >= AIM for one in scores.values()) else 1)


def installed(folder: Path) -> Path:
    """The command, installed on first use."""
    command = folder / "node_modules" / ".bin" / "lighthouse"
    if not command.exists():
        folder.mkdir(parents=True, exist_ok=True)
        words = [
            "npm",
            "install",
            "--no-audit",
            "--no-fund",
            "--prefix",
            str(folder),
            f"lighthouse@{VERSION}",
        ]
        subprocess.run(words, check=True)
    return command


def ask(tool: Path, url: str, *, form: str) -> dict[str, Any]:
    """Lighthouse's whole report of a page."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.json"
        words = [
            str(tool),
            url,
            "--quiet",
            "--output=json",
            f"--output-path={out}",
            f"--chrome-flags={CHROMIUM_FLAGS}",
            f"--only-categories={','.join(CATEGORIES)}",
            *(["--preset=desktop"] if form == "desktop" else []),
        ]
        env = {"CHROME_PATH": "/usr/bin/chromium", **os.environ}
        for left in reversed(range(TRIES)):  # a trace that was not recorded says nothing about the page
            if subprocess.run(words, check=not left, env=env, timeout=200).returncode == 0:
                break
        report: dict[str, Any] = json.loads(out.read_text())
    if problem := report.get("runtimeError"):
        raise RuntimeError(f"{url}: {problem['message']}")
    return report


def scores_of(report: dict[str, Any]) -> Scores:
    return {name: round((report["categories"][name]["score"] or 0) * 100) for name in CATEGORIES}


def missed(report: dict[str, Any]) -> list[str]:
    """What costs points, with what it says."""
    found = []
    for name in CATEGORIES:
        for ref in report["categories"][name]["auditRefs"]:
            audit = report["audits"][ref["id"]]
            if audit["score"] is not None and audit["score"] < 0.9 and ref["weight"]:
                items = (audit.get("details") or {}).get("items", [])
                found.append(
                    f"{name} {ref['id']}: {audit.get('displayValue', '')} {json.dumps(items[:3])[:600]}"
                )
    return found


def write(scores: dict[tuple[str, str], Scores]) -> None:
    """The table in docs/quality.md, made anew."""
    lines = [
        BEGIN,
        "",
        f"Measured on {date.today().isoformat()} with Lighthouse {VERSION} and Debian's Chromium, the demo's data, "
        "a server as in production, pages in English.",
        "",
        "| page | form | " + " | ".join(name.replace("-", " ") for name in CATEGORIES) + " |",
        "|---|---|" + "---|" * len(CATEGORIES),
        *(
            f"| {page} | {form} | " + " | ".join(str(one[name]) for name in CATEGORIES) + " |"
            for (page, form), one in scores.items()
        ),
        "",
        END,
    ]
    text = QUALITY.read_text()
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    QUALITY.write_text(before + "\n".join(lines) + after)


if __name__ == "__main__":
    main()
