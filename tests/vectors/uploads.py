"""Hostile files through the desk's own door: kept as evidence, never served as an active document of our origin."""

from __future__ import annotations

import json
import tempfile
from contextlib import closing
from pathlib import Path

import httpx

from tests.site_client import Person
from tests.site_server import Site, make_template, remove
from tests.vectors.figures import Figures, Tally

PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp"}


def judge(folder: Path) -> list[Figures]:
    tally = Tally()
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch) / "home"
        make_template(home)
        site = Site(home).start()
        try:
            with closing(Person(site, "agent@hoshi.example")) as agent:
                for case in json.loads((folder / "html" / "cases_uploads.json").read_text()):
                    path = folder / case["file"]
                    problem = _problem(agent, path.name, path.read_bytes())
                    tally.add(case["source"], not problem, f"{case['id']}: {problem}")
        finally:
            remove(site)
    return [tally.figures("hostile uploads: download, sandboxed or refused", bar=1.0)]


def _problem(agent: Person, name: str, content: bytes) -> str:
    """What is wrong with how the file comes back; empty: refused, a picture drawn anew, or a sandboxed download."""
    sent = agent.send_form("/desk/files", files={"file": (name, content)})
    if 400 <= sent.status_code < 500:
        return ""
    if sent.status_code != 201:
        return f"the upload answers {sent.status_code}"
    return _served(agent.get(f"/desk/files/{sent.json()['id']}"))


def _served(answer: httpx.Response) -> str:
    headers = answer.headers
    if headers.get("x-content-type-options") != "nosniff":
        return "the browser may guess its type"
    if "sandbox" not in headers.get("content-security-policy", ""):
        return "no sandbox"
    shown = headers["content-type"] in PICTURES
    if not shown and not headers.get("content-disposition", "").startswith("attachment"):
        return f"{headers['content-type']} is shown in the page"
    return ""
